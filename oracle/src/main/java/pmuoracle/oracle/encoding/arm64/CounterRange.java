package pmuoracle.oracle.encoding.arm64;

import pmuoracle.oracle.encoding.Fired;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Rule;
import pmuoracle.spec.arm64.Mdcr;
import pmuoracle.spec.arm64.Pmcr;

/** Whose a counter is, and so what enables it, who reaches it and where it overflows. */
public final class CounterRange {
  private CounterRange() {}

  /** True iff it is an event counter from HPMN on. */
  public static Bool upper(Setting setting, VcpuRegisters registers) {
    return setting.cycle() ? setting.terms().bool(false) : registers.hpmn().atMost(setting.index());
  }

  /**
   * True iff its PMCNTEN bit is set and so is HPME for counters from HPMN on, else PMCR.E. A
   * counter the guest owns obeys PMCR.E alone, but for REMAP; ARM-ENABLED-BY-E,
   * ARM-ENABLED-BY-HPME, ARM-VIRTUAL-MDCR-UNREFLECTED.
   */
  public static Bool enabled(Setting setting, VcpuRegisters registers, CounterState counter) {
    Bool lower = registers.enables();
    return counter
        .enabled()
        .and(
            setting.direct()
                ? lower
                : upper(setting, registers).choose(registers.mdcr(Mdcr.HPME), lower));
  }

  static Fired whyEnabled(Setting setting, VcpuRegisters registers) {
    Bool upper = upper(setting, registers);
    Fired none = Fired.none(setting.terms());
    return setting.direct()
        ? none.with(Arm64Rule.VIRTUAL_MDCR_UNREFLECTED, setting.terms().bool(true))
        : none.with(Arm64Rule.ENABLED_BY_HPME, upper).with(Arm64Rule.ENABLED_BY_E, upper.not());
  }

  /** True iff bitmap registers reach it where the guest is. */
  static Bool reachable(Setting setting, VcpuRegisters registers) {
    return upper(setting, registers).and(registers.belowEl2(setting.machine())).not();
  }

  /**
   * True iff it overflows at 64 bits, else at 32; ARM-VIRTUAL-MDCR-UNREFLECTED,
   * ARM-LONG-OVERFLOW-HELD.
   */
  public static Bool wide(Setting setting, VcpuRegisters registers) {
    if (setting.cycle()) {
      return registers.pmcr(Pmcr.LC);
    }
    Bool effective = setting.terms().bool(setting.model().longFromVersion6());
    Bool lower = registers.pmcr(Pmcr.LP).and(effective);
    return setting.direct()
        ? lower
        : upper(setting, registers).choose(registers.mdcr(Mdcr.HLP), lower);
  }

  /** True iff its overflow is what the next counter may chain on. */
  static Bool chains(Setting setting, VcpuRegisters registers) {
    return setting.cycle()
        ? setting.terms().bool(false)
        : setting
            .index()
            .isClear(1)
            .and(setting.index().below(Arm64Machine.MAX_COUNTERS - 1))
            .and(wide(setting, registers).not());
  }

  /** The bits its value holds, as a mask. */
  static Word valueMask(Setting setting) {
    Terms terms = setting.terms();
    return setting.cycle()
        ? terms.word(64, -1L)
        : setting
            .machine()
            .longCounters()
            .choose(terms.word(64, -1L), terms.word(64, 0xffff_ffffL));
  }

  /** Its bit of a bitmap register. */
  static Bool bit(Setting setting, Word mask) {
    return setting.cycle() ? mask.bit(Arm64Machine.CYCLE) : mask.shiftRight(setting.index()).bit(0);
  }
}
