package pmuoracle.oracle.symbolic.arm64;

import java.util.List;
import java.util.Optional;
import pmuoracle.oracle.encoding.arm64.Ruling;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.step.arm64.Arm64Encoding;
import pmuoracle.oracle.step.arm64.CallFunction;
import pmuoracle.oracle.step.arm64.CounterFunction;
import pmuoracle.oracle.step.arm64.RegisterFunction;
import pmuoracle.oracle.symbolic.State;
import pmuoracle.oracle.symbolic.TermRun;
import pmuoracle.oracle.symbolic.TermStep;
import pmuoracle.spec.arm64.Arm64Model;

/**
 * What one model says of symbolic steps.
 *
 * @param chained whether some type register was written with the chain event, where the model does
 *     not settle what that does
 * @param carried 64 bits: how often the counter before overflows in the step, so that this one may
 *     chain
 */
public record SymbolicRun(
    Arm64Model model,
    SymbolicMachine machine,
    ObservedCounter counter,
    Bool chained,
    Word carried) {
  /** The names of a state's components. */
  public static final List<String> NAMES =
      List.of(
          "filtered",
          "dead",
          "has run",
          "PMU selected",
          "selection",
          "initialised",
          "second initialised",
          "runs",
          "PMCR",
          "MDCR",
          "HCR",
          "level",
          "type",
          "value",
          "enabled",
          "overflowed",
          "backed",
          "backed event",
          "excludes EL0",
          "excludes EL1",
          "running",
          "left",
          "counted",
          "period wide",
          "again",
          "hardware type",
          "unsettled",
          "lost");

  /** The model's run of a program without the chain event, step by step. */
  public static List<TermStep<Ruling>> of(Arm64Model model, SymbolicProgram program) {
    Bool no = program.machine().facts().world().bool(false);
    Word zero = no.terms().word(64, 0);
    SymbolicRun run = new SymbolicRun(model, program.machine(), program.counter(), no, zero);
    return TermStep.all(run.initial(), program.steps(), run::take);
  }

  /** Before the first step. */
  public State<Ruling> initial() {
    return terms()
        .initial(Optional.of(CallFunction.CREATION), RegisterFunction.INITIAL, true, new NoCalls());
  }

  /** A state nothing is known of but what its calls say. */
  public State<Ruling> any(Ruling ruling) {
    return terms().any(true, ruling);
  }

  /** One step from a state. */
  public TermStep<Ruling> take(State<Ruling> before, SymbolicStep step) {
    return terms().take(before, step.alternatives(model));
  }

  private TermRun<CallFunction, RegisterFunction, CounterFunction, Ruling> terms() {
    return new TermRun<>(
        new Arm64Encoding(model),
        machine.facts().terms(),
        counter.cycle(),
        counter.index(),
        chained,
        carried);
  }
}
