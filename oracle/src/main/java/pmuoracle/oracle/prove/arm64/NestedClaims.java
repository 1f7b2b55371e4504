package pmuoracle.oracle.prove.arm64;

import pmuoracle.oracle.encoding.arm64.VcpuRegisters;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.step.arm64.CounterFunction;
import pmuoracle.oracle.step.arm64.RegisterFunction;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Mdcr;
import pmuoracle.spec.arm64.Pmcr;

/** Claims about MDCR_EL2 and the two contexts of a nested guest. */
final class NestedClaims {
  private NestedClaims() {}

  /** An event counter below HPMN does not count at virtual EL2 under HPMD. */
  static Bool hpmdAtOnce(CounterStep step) {
    if (!step.is(CounterFunction.RETIRED) || step.setting().cycle()) {
      return step.anything();
    }
    Bool prohibited =
        step.registers()
            .is(Level.VEL2)
            .and(step.registers().mdcr(Mdcr.HPMD))
            .and(step.before().upper().not());
    return prohibited.implies(step.counts().not());
  }

  /** An event counter from HPMN on does not count without HPME. */
  static Bool hpmnAtOnce(CounterStep step) {
    if (!step.is(CounterFunction.RETIRED) || step.setting().cycle()) {
      return step.anything();
    }
    Bool off = step.before().upper().and(step.registers().mdcr(Mdcr.HPME).not());
    return off.implies(step.counts().not());
  }

  /** The cycle counter stops at virtual EL2 iff HPMD with PMCR.DP, or HCCD. */
  static Bool cyclesByDpAndHccd(CounterStep step) {
    if (!step.is(CounterFunction.RETIRED) || !step.setting().cycle()) {
      return step.anything();
    }
    VcpuRegisters registers = step.registers();
    Bool asked =
        due(step)
            .and(registers.is(Level.VEL2))
            .and(step.before().counter().type().isClear(EventType.NSH).not());
    Bool stops =
        registers.mdcr(Mdcr.HPMD).and(registers.pmcr(Pmcr.DP)).or(registers.mdcr(Mdcr.HCCD));
    return asked.implies(step.counting().counts(step.event()).iff(stops.not()));
  }

  /** The counter's own event occurs, which is allowed, and the counter is enabled. */
  private static Bool due(CounterStep step) {
    CounterView before = step.before();
    return before
        .terms()
        .all(
            step.change().known(),
            before.event().is(step.event()),
            before.allows(step.event()),
            before.enabled());
  }

  /**
   * MDCR_EL2 being as at reset, an enabled counter counts at EL1 below virtual EL2 iff P equals
   * NSK, and at virtual EL2 iff NSH.
   */
  static final class EnabledAcrossContexts implements StepClaim {
    @Override
    public Bool holds(CounterStep step) {
      if (!step.is(CounterFunction.RETIRED)) {
        return step.anything();
      }
      Word type = step.before().counter().type();
      Bool included =
          step.registers()
              .is(Level.VEL2)
              .choose(
                  type.isClear(EventType.NSH).not(),
                  type.isClear(EventType.P).iff(type.isClear(EventType.NSK)));
      Bool there =
          step.setting()
              .machine()
              .nested()
              .and(step.registers().is(Level.EL0).not())
              .and(step.registers().mdcr().is(step.setting().machine().counters()));
      return due(step).and(there).implies(step.counting().counts(step.event()).iff(included));
    }

    @Override
    public boolean ownerStores() {
      return false;
    }

    @Override
    public Bool permits(RegisterFunction function, CounterView before, VcpuRegisters after) {
      return function == RegisterFunction.MDCR_WRITTEN
          ? before.terms().bool(false)
          : before.anything();
    }
  }
}
