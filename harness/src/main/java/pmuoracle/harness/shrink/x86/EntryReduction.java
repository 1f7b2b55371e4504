package pmuoracle.harness.shrink.x86;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Words;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.X86Step;

/** Fewer entries in event lists: runs first, then one by one. */
final class EntryReduction {
  private EntryReduction() {}

  static Stream<GuestProgram> shorterLists(GuestProgram program) {
    return IntStream.range(0, program.steps().size())
        .boxed()
        .filter(place -> program.steps().get(place) instanceof X86Step.SetFilter)
        .flatMap(
            place ->
                shorter(((X86Step.SetFilter) program.steps().get(place)).request())
                    .map(X86Step.SetFilter::new)
                    .flatMap(step -> X86Reduction.with(program, place, step)));
  }

  private static Stream<FilterRequest> shorter(FilterRequest request) {
    int size = request.events().size();
    return IntStream.iterate(size, run -> run > 0, run -> run / 2)
        .boxed()
        .flatMap(
            run ->
                IntStream.iterate(0, start -> start < size, start -> start + run)
                    .boxed()
                    .flatMap(start -> without(request, start, Math.min(size, start + run))));
  }

  /** With an honest count if it was, with the old one, and with as many fewer claimed. */
  private static Stream<FilterRequest> without(FilterRequest request, int start, int end) {
    Words events = without(request.events(), start, end);
    long fewer = Math.max(0, request.nevents() - (end - start));
    return Stream.of(
        with(request, fewer, events, request.readable()),
        with(request, request.nevents(), events, request.readable()),
        with(request, fewer, events, Math.max(0, request.readable() - 8L * (end - start))));
  }

  private static FilterRequest with(
      FilterRequest request, long nevents, Words events, long readable) {
    return new FilterRequest(
        request.action(),
        nevents,
        request.bitmap(),
        request.flags(),
        request.pad(),
        events,
        request.readable() == FilterRequest.ALL ? FilterRequest.ALL : readable);
  }

  private static Words without(Words words, int start, int end) {
    long[] fewer = new long[words.size() - (end - start)];
    for (int i = 0; i < fewer.length; i++) {
      fewer[i] = words.get(i < start ? i : i + end - start);
    }
    return Words.of(fewer);
  }
}
