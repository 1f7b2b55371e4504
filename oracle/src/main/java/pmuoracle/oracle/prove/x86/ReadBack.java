package pmuoracle.oracle.prove.x86;

import java.util.List;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.encoding.x86.RegisterChange;
import pmuoracle.oracle.encoding.x86.RegisterTransitions;
import pmuoracle.oracle.prove.Obligation;
import pmuoracle.oracle.prove.Statement;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.step.x86.RegisterFunction;
import pmuoracle.oracle.step.x86.StepInputs;
import pmuoracle.spec.x86.X86Model;

/** That control registers hold what was written, or, after a fault, what they held. */
final class ReadBack {
  private ReadBack() {}

  static List<Obligation> obligations(X86Model model) {
    return List.of(
        new Obligation("fixed control", t -> fixedControl(t, model)),
        new Obligation("global control", t -> globalControl(t, model)));
  }

  private static Statement fixedControl(Terms terms, X86Model model) {
    StepInputs in = inputs(terms);
    RegisterChange change = change(model, in, RegisterFunction.FIXED_CONTROL_WRITTEN);
    Bool accepted = change.fault().is(0);
    return Statement.ofStates(
        List.of(in.machine().wellFormed()),
        accepted
            .choose(
                change.next().fixedControl().is(in.first()),
                change.next().fixedControl().is(in.before().fixedControl()))
            .and(change.next().globalControl().is(in.before().globalControl())));
  }

  private static Statement globalControl(Terms terms, X86Model model) {
    StepInputs in = inputs(terms);
    RegisterChange change = change(model, in, RegisterFunction.GLOBAL_CONTROL_WRITTEN);
    Bool accepted = change.fault().is(0);
    return Statement.ofStates(
        List.of(in.machine().wellFormed()),
        accepted
            .choose(
                change.next().globalControl().is(in.first().and(in.machine().globalBits())),
                change.next().globalControl().is(in.before().globalControl()))
            .and(change.next().fixedControl().is(in.before().fixedControl())));
  }

  private static RegisterChange change(X86Model model, StepInputs in, RegisterFunction function) {
    return function.change(new RegisterTransitions(model, in.machine(), in.filter()), in);
  }

  private static StepInputs inputs(Terms terms) {
    return StepInputs.variables(MachineTerms.variables(terms), terms.predicate("listed", 64)::of);
  }
}
