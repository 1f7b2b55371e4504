package pmuoracle.oracle.prove.x86;

import java.util.List;
import java.util.function.Function;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.encoding.x86.RegisterChange;
import pmuoracle.oracle.encoding.x86.RegisterTransitions;
import pmuoracle.oracle.encoding.x86.VcpuRegisters;
import pmuoracle.oracle.prove.Obligation;
import pmuoracle.oracle.prove.Statement;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
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
    return holds(
        model,
        in,
        RegisterFunction.FIXED_CONTROL_WRITTEN,
        in.first(),
        VcpuRegisters::fixedControl,
        VcpuRegisters::globalControl);
  }

  private static Statement globalControl(Terms terms, X86Model model) {
    StepInputs in = inputs(terms);
    return holds(
        model,
        in,
        RegisterFunction.GLOBAL_CONTROL_WRITTEN,
        in.first().and(in.machine().globalBits()),
        VcpuRegisters::globalControl,
        VcpuRegisters::fixedControl);
  }

  /** That a write lets a register hold this if it is accepted, and changes no other. */
  private static Statement holds(
      X86Model model,
      StepInputs in,
      RegisterFunction write,
      Word value,
      Function<VcpuRegisters, Word> written,
      Function<VcpuRegisters, Word> other) {
    RegisterChange change =
        write.change(new RegisterTransitions(model, in.machine(), in.filter()), in);
    VcpuRegisters before = in.before();
    VcpuRegisters next = change.next();
    Bool accepted = change.fault().is(0);
    return Statement.ofStates(
        List.of(in.machine().wellFormed()),
        accepted
            .choose(written.apply(next).is(value), written.apply(next).is(written.apply(before)))
            .and(other.apply(next).is(other.apply(before))));
  }

  private static StepInputs inputs(Terms terms) {
    return StepInputs.variables(MachineTerms.variables(terms), terms.predicate("listed", 64)::of);
  }
}
