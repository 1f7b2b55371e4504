package pmuoracle.oracle.prove.arm64;

import pmuoracle.oracle.encoding.arm64.Counting;
import pmuoracle.oracle.encoding.arm64.Setting;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.step.arm64.CounterFunction;

/** Claims about software increment and chain. */
final class SoftwareClaims {
  private SoftwareClaims() {}

  /** A counter of a denied one advances iff it would without a filter. */
  static Bool unaffectedByFilter(CounterStep step) {
    Word own = step.before().event();
    Bool denied = Setting.software(own).and(step.before().allows(own).not());
    Counting counting = step.counting();
    Counting unfiltered =
        new Counting(
            step.setting().unfiltered(),
            step.registers(),
            step.before().counter(),
            counting.chained(),
            counting.carried());
    // A perf event has nothing to do with either; hardware has.
    Counting free = step.before().model().emulated() ? unfiltered : unfiltered.anew();
    return switch (step.function()) {
      case RETIRED ->
          same(step, denied, free.retired(step.in().first(), step.in().second()).answer());
      case INCREMENTED -> same(step, denied, free.incremented(step.in().first()).answer());
      default -> step.anything();
    };
  }

  /** PMSWINC_EL0 advances what it advances in the architecture. */
  static Bool gated(CounterStep step) {
    if (!step.is(CounterFunction.INCREMENTED)) {
      return step.anything();
    }
    return same(step, step.anything(), step.architecture().incremented(step.in().first()).answer());
  }

  private static Bool same(CounterStep step, Bool where, Word expected) {
    return step.change().known().and(where).implies(step.change().answer().is(expected));
  }
}
