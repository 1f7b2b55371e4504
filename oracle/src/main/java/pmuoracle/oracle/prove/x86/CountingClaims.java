package pmuoracle.oracle.prove.x86;

import pmuoracle.oracle.prove.Claim;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.x86.CounterFunction;
import pmuoracle.oracle.x86.CounterStep;
import pmuoracle.spec.x86.X86Model;

/** Claims about what counts in the course of a program. */
final class CountingClaims {
  private CountingClaims() {}

  static Claim deniedStaysWhenCompleted(X86Model model) {
    return Induction.of(
        model,
        CountingClaims::deniedStays,
        Induction.sibling(
            "no counter advances at all", model, s -> s.counts().not(), CounterFunction.COMPLETED));
  }

  private static Bool deniedStays(CounterStep step) {
    Bool allowed =
        step.kind().verdict(step.kind().control(step.registers(), step.before())).allowed();
    return step.function() == CounterFunction.COMPLETED
        ? step.counts().implies(allowed)
        : allowed.terms().bool(true);
  }
}
