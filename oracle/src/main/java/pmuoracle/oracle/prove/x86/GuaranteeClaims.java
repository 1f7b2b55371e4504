package pmuoracle.oracle.prove.x86;

import pmuoracle.oracle.encoding.x86.FixedCounter;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.step.x86.CounterFunction;
import pmuoracle.spec.x86.X86Model;

/**
 * When no counter counts what the filter denies: at once; once it was programmed, or its virtual
 * CPU entered, since the filter was set; on a mediated machine.
 */
final class GuaranteeClaims {
  private GuaranteeClaims() {}

  /** Hardware counts only what the filter allows now. */
  static StepClaim atOnce() {
    return GuaranteeClaims::hardwareAllowed;
  }

  static StepClaim onceProgrammed() {
    return KeptClaim.of(
        s -> perf(s).and(s.history().programmed()).implies(hardwareAllowed(s)),
        SupportingInvariants::runsAllowed);
  }

  static StepClaim onceEntered(X86Model model) {
    return KeptClaim.of(
        s -> perf(s).and(s.history().entered()).implies(hardwareAllowed(s)),
        m -> m.mediated().or(SupportingInvariants.allowed(model, m)));
  }

  /** Mediated counters of one sort, once entered. */
  static StepClaim mediated(boolean fixed) {
    return KeptClaim.of(
        s ->
            about(s.before(), fixed)
                .and(s.before().mediated())
                .and(s.history().entered())
                .implies(hardwareAllowed(s)),
        m -> about(m, fixed).implies(SupportingInvariants.shadowAllowed(m)));
  }

  /** Nothing but a write advances a counter whose event is denied, once entered. */
  static StepClaim whole(X86Model model) {
    return KeptClaim.of(
        s -> s.history().entered().implies(hardwareAllowed(s).and(completedAllowed(s))),
        m -> SupportingInvariants.allowed(model, m));
  }

  /** KVM counts what it completes only where the filter allows it. */
  static StepClaim completed() {
    return GuaranteeClaims::completedAllowed;
  }

  private static Bool hardwareAllowed(CounterStep step) {
    CounterView before = step.before();
    return step.is(CounterFunction.RETIRED)
        .and(step.counts())
        .implies(before.allows(before.hardware()));
  }

  private static Bool completedAllowed(CounterStep step) {
    CounterView before = step.before();
    return step.is(CounterFunction.COMPLETED)
        .and(step.counts())
        .implies(before.allows(before.control()));
  }

  private static Bool perf(CounterStep step) {
    return step.before().mediated().not();
  }

  private static Bool about(CounterView view, boolean fixed) {
    return view.mediated().terms().bool(view.kind() instanceof FixedCounter == fixed);
  }
}
