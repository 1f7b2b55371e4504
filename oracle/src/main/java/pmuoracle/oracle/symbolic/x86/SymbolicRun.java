package pmuoracle.oracle.symbolic.x86;

import java.util.List;
import java.util.Optional;
import pmuoracle.oracle.encoding.x86.Listing;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.step.x86.CallFunction;
import pmuoracle.oracle.step.x86.CounterFunction;
import pmuoracle.oracle.step.x86.RegisterFunction;
import pmuoracle.oracle.step.x86.X86Encoding;
import pmuoracle.oracle.symbolic.State;
import pmuoracle.oracle.symbolic.TermRun;
import pmuoracle.oracle.symbolic.TermStep;
import pmuoracle.spec.x86.X86Model;

/** What one model says of symbolic steps. */
public record SymbolicRun(X86Model model, SymbolicMachine machine, ObservedCounter counter) {
  /** The names of a state's components. */
  public static final List<String> NAMES =
      List.of(
          "filter present",
          "filter action",
          "filter bitmap",
          "unsettled",
          "has run",
          "fixed control",
          "global control",
          "SVME",
          "L2",
          "status clear",
          "event select",
          "value",
          "side count",
          "running",
          "programmed event",
          "programmed for user",
          "programmed for kernel",
          "pending",
          "shadow",
          "loaded",
          "status",
          "left of the period",
          "counted since programmed",
          "checkpointed");

  /** The model's run of a program, step by step. */
  public static List<TermStep<Listing>> of(X86Model model, SymbolicProgram program) {
    SymbolicRun run = new SymbolicRun(model, program.machine(), program.counter());
    return TermStep.all(run.initial(), program.steps(), run::take);
  }

  /** Before the first step. */
  public State<Listing> initial() {
    Terms terms = machine.facts().world();
    return terms()
        .initial(Optional.empty(), RegisterFunction.INITIAL, true, e -> terms.bool(false));
  }

  /** A state nothing is known of but what its filter lists. */
  public State<Listing> any(Listing listing) {
    return terms().any(true, listing);
  }

  /** One step from a state. */
  public TermStep<Listing> take(State<Listing> before, SymbolicStep step) {
    return terms().take(before, step.alternatives(model, machine.facts()));
  }

  private TermRun<CallFunction, RegisterFunction, CounterFunction, Listing> terms() {
    Terms terms = machine.facts().world();
    return new TermRun<>(
        new X86Encoding(model),
        machine.facts().terms(),
        counter.fixed(),
        counter.index(),
        terms.bool(false),
        terms.bool(false));
  }
}
