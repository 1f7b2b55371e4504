package pmuoracle.oracle.symbolic.x86;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.oracle.encoding.x86.CounterState;
import pmuoracle.oracle.encoding.x86.EventFilter;
import pmuoracle.oracle.encoding.x86.RegisterTransitions;
import pmuoracle.oracle.encoding.x86.VcpuRegisters;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.symbolic.Cell;
import pmuoracle.spec.x86.X86Model;

/** What one model says of symbolic steps. */
public record SymbolicRun(X86Model model, SymbolicMachine machine, ObservedCounter counter) {

  /** The model's run of a program, a stage for each step. */
  public static List<Stage> of(X86Model model, SymbolicProgram program) {
    SymbolicRun run = new SymbolicRun(model, program.machine(), program.counter());
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
    EventFilter none =
        new EventFilter(
            terms.bool(false), terms.word(32, 0), terms.word(32, 0), event -> terms.bool(false));
    VcpuRegisters registers =
        new RegisterTransitions(model, machine.facts(), none).initial().next();
    return new State(registers, CounterState.zero(terms), none, terms.bool(false));
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
