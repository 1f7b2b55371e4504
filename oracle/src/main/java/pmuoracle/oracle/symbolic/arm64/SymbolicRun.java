package pmuoracle.oracle.symbolic.arm64;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.oracle.encoding.arm64.Acceptance;
import pmuoracle.oracle.encoding.arm64.Backing;
import pmuoracle.oracle.encoding.arm64.CounterState;
import pmuoracle.oracle.encoding.arm64.EventFilter;
import pmuoracle.oracle.encoding.arm64.RegisterTransitions;
import pmuoracle.oracle.encoding.arm64.VcpuRegisters;
import pmuoracle.oracle.encoding.arm64.VmState;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.symbolic.Cell;
import pmuoracle.spec.arm64.Arm64Model;

/**
 * What one model says of symbolic steps.
 *
 * @param chained whether some type register was written with the chain event, where the model does
 *     not settle what that does
 * @param carried whether the counter before overflows in the step, so that this one may chain
 */
public record SymbolicRun(
    Arm64Model model,
    SymbolicMachine machine,
    ObservedCounter counter,
    Bool chained,
    Bool carried) {

  /** The model's run of a program without the chain event, a stage for each step. */
  public static List<Stage> of(Arm64Model model, SymbolicProgram program) {
    Bool no = program.machine().facts().world().bool(false);
    SymbolicRun run = new SymbolicRun(model, program.machine(), program.counter(), no, no);
    List<Stage> stages = new ArrayList<>();
    State state = run.initial();
    for (SymbolicStep step : program.steps()) {
      Stage stage = run.take(state, step);
      stages.add(stage);
      state = stage.after();
    }
    return List.copyOf(stages);
  }

  /** Before the first step. */
  public State initial() {
    Terms terms = machine.facts().world();
    Bool no = terms.bool(false);
    Word zero = terms.word(64, 0);
    VmState vm = Acceptance.creation(machine.facts()).next();
    EventFilter none = new EventFilter(no, new NoCalls());
    VcpuRegisters registers =
        new RegisterTransitions(model, machine.facts(), none).initial().next();
    Backing unbacked = new Backing(no, terms.word(16, 0), no, no, no);
    CounterState reset = new CounterState(zero, zero, no, no, unbacked, zero);
    return new State(vm, no, no, registers, reset, new NoCalls());
  }

  /** One step from a state. */
  public Stage take(State before, SymbolicStep step) {
    State after = before;
    List<Cell> cells = new ArrayList<>();
    List<Applied> applied = new ArrayList<>();
    for (Action action : step.allowed().stream().sorted().toList()) {
      Bool when = step.is(action);
      Effect effect = new Effect(this, before, step, action);
      after = State.choose(when, effect.next(), after);
      effect.cells().forEach(c -> cells.add(c.given(when)));
      applied.addAll(effect.applied());
    }
    return new Stage(before, after, cells, applied);
  }
}
