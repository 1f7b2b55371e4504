package pmuoracle.oracle.encoding.arm64;

import pmuoracle.oracle.encoding.Fired;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.arm64.Arm64Model.Levels;
import pmuoracle.spec.arm64.Arm64Rule;
import pmuoracle.spec.arm64.Deviation;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Mdcr;
import pmuoracle.spec.arm64.Pmcr;

/** Where a counter counts by its exception-level bits, given that it is enabled. */
public record ExceptionLevels(Setting setting, VcpuRegisters registers, Word type) {

  /** True iff U is 0, or since ae8d3522e5b7 iff U equals NSU; ARM-EL0-BY-U, ARM-EL0-BY-U-NSU. */
  public Bool el0() {
    return setting.model().levels() == Levels.P_AND_U
        ? type.isClear(EventType.U)
        : differ(EventType.U, EventType.NSU).not();
  }

  /** True iff P is 0, or since ae8d3522e5b7 iff P equals NSK; ARM-EL1-BY-P, ARM-EL1-BY-P-NSK. */
  public Bool el1() {
    return setting.model().levels() == Levels.P_AND_U
        ? type.isClear(EventType.P)
        : differ(EventType.P, EventType.NSK).not();
  }

  /** True iff NSH, and counting at EL2 is not prohibited; ARM-NESTED-EL2-BY-NSH. */
  public Bool el2() {
    return includesEl2().and(prohibited().not());
  }

  Bool includesEl2() {
    return type.isClear(EventType.NSH).not();
  }

  /**
   * True iff MDCR_EL2 prohibits counting at EL2: ARM-NESTED-EL2-HPMD for event counters; for the
   * cycle counter ARM-NESTED-CYCLE-DP-HCCD, or where DP is ignored ARM-NESTED-CYCLE-HPMD.
   */
  Bool prohibited() {
    Bool hpmd = registers.mdcr(Mdcr.HPMD);
    if (!setting.cycle()) {
      return hpmd.and(CounterRange.upper(setting, registers).not());
    }
    Bool byHpmd = setting.deviates(Deviation.DP_IGNORED) ? hpmd : hpmd.and(registers.pmcr(Pmcr.DP));
    return setting.deviates(Deviation.HCCD_IGNORED) ? byHpmd : byHpmd.or(registers.mdcr(Mdcr.HCCD));
  }

  /** True iff it counts at physical EL1: in hyp context as at EL2, else as at EL1. */
  public Bool physicalEl1() {
    return registers.hyp(setting.machine()).choose(el2(), el1());
  }

  /** The same before there were nested guests, and since. */
  Bool emulatedPhysicalEl1() {
    return setting.model().nested() ? physicalEl1() : el1();
  }

  /** True iff it counts where the guest is. */
  public Bool here() {
    Bool above = registers.is(Level.VEL2).choose(el2(), el1());
    return registers.is(Level.EL0).choose(el0(), above);
  }

  /** The rules that decide where the guest is. */
  Fired why() {
    boolean old = setting.model().levels() == Levels.P_AND_U;
    Bool el2 = registers.is(Level.VEL2);
    Bool stopped = el2.and(includesEl2()).and(prohibited());
    Bool ignored =
        setting.terms().bool(setting.deviates(Deviation.DP_IGNORED)).and(registers.mdcr(Mdcr.HPMD));
    return Fired.none(setting.terms())
        .with(old ? Arm64Rule.EL0_BY_U : Arm64Rule.EL0_BY_U_NSU, registers.is(Level.EL0))
        .with(old ? Arm64Rule.EL1_BY_P : Arm64Rule.EL1_BY_P_NSK, registers.is(Level.EL1))
        .with(Arm64Rule.NESTED_EL2_BY_NSH, el2)
        .with(
            setting.cycle() ? Arm64Rule.NESTED_CYCLE_HPMD : Arm64Rule.NESTED_EL2_HPMD,
            setting.cycle() ? stopped.and(ignored) : stopped)
        .with(
            Arm64Rule.NESTED_CYCLE_DP_HCCD,
            setting.terms().bool(setting.cycle()).and(stopped).and(ignored.not()));
  }

  /** True iff the bits differ; the architecture has no non-secure bit without EL3. */
  private Bool differ(long bit, long nonSecure) {
    Bool other = type.isClear(nonSecure).not();
    Bool read =
        setting.deviates(Deviation.NON_SECURE_WITHOUT_EL3)
            ? other
            : setting.machine().guestEl3().and(other);
    return type.isClear(bit).iff(read);
  }
}
