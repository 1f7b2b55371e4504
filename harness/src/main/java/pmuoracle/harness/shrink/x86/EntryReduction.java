package pmuoracle.harness.shrink.x86;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pmuoracle.harness.shrink.Numbers;
import pmuoracle.harness.shrink.x86.X86Reduction.Candidate;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Words;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.X86Step;

/** Fewer entries in event lists: runs first, then one by one. */
final class EntryReduction {
  private EntryReduction() {}

  static Stream<Candidate> shorterLists(GuestProgram program) {
    return changed(
        program,
        request ->
            runs(request.events().size())
                .flatMap(run -> WAYS.stream().map(way -> () -> way.without(request, run))));
  }

  /** Runs of entries that become 0, so that long lists whose length matters are done quickly. */
  static Stream<Candidate> emptierEntries(GuestProgram program) {
    return changed(program, r -> runs(r.events().size()).map(run -> () -> withZeros(r, run)));
  }

  /** One entry with a bit less, or a bit lower. */
  static Stream<Candidate> simplerEntries(GuestProgram program) {
    return changed(
        program,
        r ->
            IntStream.range(0, r.events().size())
                .boxed()
                .flatMap(
                    place ->
                        Numbers.lower(r.events().get(place))
                            .mapToObj(
                                v ->
                                    () -> StepReduction.withEvents(r, r.events().with(place, v)))));
  }

  private static Stream<Candidate> changed(
      GuestProgram program, Function<FilterRequest, Stream<Supplier<FilterRequest>>> change) {
    return IntStream.range(0, program.steps().size())
        .boxed()
        .filter(place -> program.steps().get(place) instanceof X86Step.SetFilter)
        .flatMap(
            place ->
                change
                    .apply(((X86Step.SetFilter) program.steps().get(place)).request())
                    .map(
                        request ->
                            X86Reduction.with(
                                program, place, () -> new X86Step.SetFilter(request.get()))));
  }

  private static FilterRequest withZeros(FilterRequest request, Run run) {
    long[] events = request.events().toArray();
    Arrays.fill(events, run.start(), run.end(), 0);
    return StepReduction.withEvents(request, Words.of(events));
  }

  /** Places in a list, the end not included. */
  private record Run(int start, int end) {}

  /** The whole list, its halves, and so on down to every single entry. */
  private static Stream<Run> runs(int size) {
    return IntStream.iterate(size, length -> length > 0, length -> length / 2)
        .boxed()
        .flatMap(
            length ->
                IntStream.iterate(0, start -> start < size, start -> start + length)
                    .mapToObj(start -> new Run(start, Math.min(size, start + length))));
  }

  /** What becomes of the claimed count and the readable bytes. */
  private interface Way {
    FilterRequest without(FilterRequest request, Run run);
  }

  /** As many fewer claimed; as many claimed; as many fewer claimed and readable. */
  private static final List<Way> WAYS =
      List.of(
          (r, run) -> with(r, fewer(r, run), without(r.events(), run), r.readable()),
          (r, run) -> with(r, r.nevents(), without(r.events(), run), r.readable()),
          (r, run) ->
              with(
                  r,
                  fewer(r, run),
                  without(r.events(), run),
                  Math.max(0, r.readable() - 8L * (run.end() - run.start()))));

  private static long fewer(FilterRequest request, Run run) {
    return Math.max(0, request.nevents() - (run.end() - run.start()));
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

  private static Words without(Words words, Run run) {
    int length = run.end() - run.start();
    long[] fewer = new long[words.size() - length];
    for (int i = 0; i < fewer.length; i++) {
      fewer[i] = words.get(i < run.start() ? i : i + length);
    }
    return Words.of(fewer);
  }
}
