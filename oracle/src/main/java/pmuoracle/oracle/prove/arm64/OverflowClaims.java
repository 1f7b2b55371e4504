package pmuoracle.oracle.prove.arm64;

import pmuoracle.oracle.encoding.arm64.CounterRange;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.step.arm64.CounterFunction;

/** Claims about PMOVSSET and where a counter wraps. */
final class OverflowClaims {
  private OverflowClaims() {}

  /** Where a counter wraps its bit is set. */
  static Bool everyWrap(CounterStep step) {
    return counts(step)
        ? step.change().known().and(wraps(step)).implies(step.after().overflowed())
        : step.anything();
  }

  /** Where it does not its bit is as it was. */
  static Bool noOther(CounterStep step) {
    Bool same = step.after().overflowed().iff(step.before().counter().overflowed());
    return counts(step)
        ? step.change().known().and(wraps(step).not()).implies(same)
        : step.anything();
  }

  private static boolean counts(CounterStep step) {
    return step.is(CounterFunction.RETIRED) || step.is(CounterFunction.INCREMENTED);
  }

  /** True iff what the counter advances takes it past its overflow width. */
  private static Bool wraps(CounterStep step) {
    Word value = step.before().counter().value();
    Word amount = step.change().answer();
    Word low = value.and(0xffff_ffffL).plus(amount);
    return CounterRange.wide(step.setting(), step.registers())
        .choose(value.plus(amount).below(value), low.atMost(0xffff_ffffL).not());
  }
}
