package pmuoracle.oracle.encoding.arm64;

import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.arm64.Deviation;

/**
 * How many events lie before an overflow of a counter with a perf event; words have 64 bits, and 0
 * stands for never.
 *
 * @param wide whether the counter overflows at 64 bits, else at 32
 */
record Period(Setting setting, Bool wide) {
  private static final long LOW = 0xffff_ffffL;

  static Period of(Setting setting, VcpuRegisters registers) {
    return new Period(setting, CounterRange.wide(setting, registers));
  }

  /**
   * Of a perf event made where the counter has this value; ARM-PERIOD-AT-CREATION,
   * ARM-PERIOD-OF-CYCLES. At 64 bits 2^64 events are never, too.
   */
  Word from(Word value) {
    Word low = terms().word(64, 0).minus(value.and(LOW));
    Word narrow = low.and(LOW);
    if (setting.cycle() && setting.deviates(Deviation.LONG_PERIOD_OF_CYCLES)) {
      narrow = low;
    } else if (!setting.deviates(Deviation.PERIOD_FROM_COUNT)) {
      narrow = narrow.is(0).choose(terms().word(64, LOW + 1), narrow);
    }
    return wide.choose(terms().word(64, 0).minus(value), narrow);
  }

  /** After an overflow; ARM-PERIOD-AFTER-OVERFLOW. */
  Word again(Word counted, Word value) {
    return from(setting.deviates(Deviation.PERIOD_FROM_COUNT) ? counted : value);
  }

  private Terms terms() {
    return setting.terms();
  }
}
