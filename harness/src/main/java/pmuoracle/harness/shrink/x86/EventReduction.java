package pmuoracle.harness.shrink.x86;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import pmuoracle.harness.shrink.Numbers;
import pmuoracle.harness.shrink.x86.X86Reduction.Candidate;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.Words;
import pmuoracle.spec.x86.MaskedEntry;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Step;

/**
 * One event made simpler wherever it stands: in entries, event selects and what retires, because
 * changed in one place it would no longer meet the others.
 */
final class EventReduction {
  private EventReduction() {}

  static Stream<Candidate> simplerEvents(GuestProgram program) {
    long keyMask = ((X86Machine) program.machine()).vendor().keyMask();
    Stream<Candidate> replaced =
        events(program, keyMask).stream()
            .flatMap(
                event ->
                    lower(event, keyMask)
                        .boxed()
                        .map(to -> everywhere(program, w -> replace(w, event, to, keyMask))));
    return Stream.concat(replaced, withoutUnitMaskBits(program));
  }

  /** A unit-mask bit that no event has and no entry asks for. */
  private static Stream<Candidate> withoutUnitMaskBits(GuestProgram program) {
    return IntStream.range(0, 8)
        .boxed()
        .flatMap(
            bit -> {
              long match = 1L << (MaskedEntry.MATCH_SHIFT + bit);
              long mask = 1L << (MaskedEntry.MASK_SHIFT + bit);
              return Stream.of(match, match | mask)
                  .map(clear -> everywhere(program, w -> w & ~clear));
            });
  }

  private static LongStream lower(long event, long keyMask) {
    return Numbers.lower(event).filter(to -> (to & ~keyMask) == 0);
  }

  private static long replace(long word, long from, long to, long keyMask) {
    return (word & keyMask) == from ? (word & ~keyMask) | to : word;
  }

  private static Set<Long> events(GuestProgram program, long keyMask) {
    Set<Long> events = new TreeSet<>();
    for (Step step : program.steps()) {
      words((X86Step) step).map(w -> w & keyMask).filter(w -> w != 0).forEach(events::add);
    }
    return events;
  }

  private static LongStream words(X86Step step) {
    if (step instanceof X86Step.SetFilter s) {
      return LongStream.of(s.request().events().toArray());
    } else if (step instanceof X86Step.Retire s) {
      return LongStream.of(s.event());
    } else if (step instanceof X86Step.Write s && isSelect(s)) {
      return LongStream.of(s.value());
    }
    return LongStream.empty();
  }

  private static Candidate everywhere(GuestProgram program, LongUnaryOperator change) {
    return X86Reduction.mapped(program, step -> changed(step, change));
  }

  private static X86Step changed(X86Step step, LongUnaryOperator change) {
    if (step instanceof X86Step.SetFilter s) {
      long[] events = LongStream.of(s.request().events().toArray()).map(change).toArray();
      return new X86Step.SetFilter(StepReduction.withEvents(s.request(), Words.of(events)));
    } else if (step instanceof X86Step.Retire s) {
      return new X86Step.Retire(s.vcpu(), change.applyAsLong(s.event()), s.times(), s.privilege());
    } else if (step instanceof X86Step.Write s && isSelect(s)) {
      return new X86Step.Write(s.vcpu(), s.register(), change.applyAsLong(s.value()));
    }
    return step;
  }

  private static boolean isSelect(X86Step.Write write) {
    return write.register().kind() == Register.Kind.EVENT_SELECT;
  }
}
