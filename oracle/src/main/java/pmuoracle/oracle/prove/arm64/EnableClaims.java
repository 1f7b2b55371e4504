package pmuoracle.oracle.prove.arm64;

import pmuoracle.oracle.smt.Bool;

/** Claims about PMCNTENSET. */
final class EnableClaims {
  private EnableClaims() {}

  /** A counter without its bit does not advance. */
  static final class DisabledStays implements StepClaim {
    @Override
    public Bool holds(CounterStep step) {
      return switch (step.function()) {
        case RETIRED, INCREMENTED -> step.before().counter().enabled().or(step.advances().not());
        default -> step.anything();
      };
    }

    /** A perf event runs only with the bit. */
    @Override
    public Bool kept(CounterView view) {
      return view.model().emulated() && !view.model().nested()
          ? view.counter().backing().running().implies(view.counter().enabled())
          : view.anything();
    }
  }

  /** Writing PMCR_EL0 or MDCR_EL2 changes neither the bit nor that of PMOVSSET. */
  static Bool controlsChangeNoBit(CounterStep step) {
    return switch (step.function()) {
      case PMCR_WRITTEN, MDCR_WRITTEN ->
          step.after()
              .enabled()
              .iff(step.before().counter().enabled())
              .and(step.after().overflowed().iff(step.before().counter().overflowed()));
      default -> step.anything();
    };
  }
}
