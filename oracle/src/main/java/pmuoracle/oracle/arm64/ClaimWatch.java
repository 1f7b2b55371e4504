package pmuoracle.oracle.arm64;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import pmuoracle.oracle.compile.Compiled;
import pmuoracle.oracle.compile.Compiler;
import pmuoracle.oracle.encoding.arm64.MachineTerms;
import pmuoracle.oracle.encoding.arm64.Ruling;
import pmuoracle.oracle.encoding.arm64.Setting;
import pmuoracle.oracle.prove.Watch;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Trace;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;

/**
 * A claim on programs: the same terms, compiled, on the states of a run. Once a program has left
 * the claim's scope nothing contradicts it.
 */
public final class ClaimWatch implements Watch {
  private final StepClaim claim;
  private final Map<CounterFunction, Compiled> events = new EnumMap<>(CounterFunction.class);
  private final Map<CounterFunction, Compiled> cycle = new EnumMap<>(CounterFunction.class);
  private final Map<RegisterFunction, Compiled> eventScope = new EnumMap<>(RegisterFunction.class);
  private final Map<RegisterFunction, Compiled> cycleScope = new EnumMap<>(RegisterFunction.class);
  private final Run run;
  private final Trace trace = new Trace();

  public ClaimWatch(Arm64Model model, StepClaim claim) {
    this.claim = claim;
    try (Terms terms = new Terms()) {
      Terms.Predicate allows = terms.predicate("allows", 16);
      Terms.Predicate covers = terms.predicate("covers", 16);
      StepInputs in =
          StepInputs.variables(MachineTerms.variables(terms), new Ruling.Answered(allows, covers));
      List<Terms.Predicate> asked = List.of(allows, covers);
      for (boolean isCycle : new boolean[] {false, true}) {
        compile(model, in, asked, isCycle);
      }
    }
    run = new Run(model, new CompiledEvaluation(model));
  }

  /** What is not said of every step anyway. */
  private void compile(
      Arm64Model model, StepInputs in, List<Terms.Predicate> asked, boolean isCycle) {
    Bool yes = in.machine().world().bool(true);
    for (CounterFunction function : CounterFunction.values()) {
      Bool holds = claim.holds(CounterStep.of(function, model, in, yes, isCycle));
      if (holds != yes) {
        (isCycle ? cycle : events)
            .put(function, Compiler.compile(in.terms(), asked, List.of(holds)));
      }
    }
    Setting setting = new Setting(model, in.machine(), in.filter(), in.index(), isCycle);
    Moment before = new Moment(setting, in.before(), in.counter(), yes);
    for (RegisterFunction function : RegisterFunction.values()) {
      Bool permits = claim.permits(function, before, in.after());
      if (permits != yes) {
        (isCycle ? cycleScope : eventScope)
            .put(function, Compiler.compile(in.terms(), asked, List.of(permits)));
      }
    }
  }

  @Override
  public OptionalInt contradiction(GuestProgram program) {
    trace.clear();
    run.contradiction = -1;
    run.left = false;
    run.contradicted = false;
    run.run(program, trace);
    return run.contradiction < 0 ? OptionalInt.empty() : OptionalInt.of(run.contradiction);
  }

  private final class Run extends ProgramRun {
    private final LongPredicate[] asked;
    private final long[] said = new long[1];
    private boolean left;
    private boolean contradicted;
    private int contradiction = -1;

    Run(Arm64Model model, CompiledEvaluation evaluation) {
      super(model, evaluation);
      asked = new LongPredicate[] {evaluation.accepted()::allows, evaluation.accepted()::covers};
    }

    @Override
    void shared(RegisterFunction function, int vcpu, long[] inputs) {
      if (eventScope.containsKey(function) || cycleScope.containsKey(function)) {
        for (int i = 0; i <= eventCounters(); i++) {
          boolean isCycle = i == eventCounters();
          present(vcpu, isCycle ? Arm64Machine.CYCLE : i);
          left |= denied((isCycle ? cycleScope : eventScope).get(function), inputs);
        }
      }
    }

    @Override
    void counted(CounterFunction function, int counter, long[] inputs, long[] outputs) {
      left |= function == CounterFunction.HOST_TYPE_WRITTEN && !claim.ownerStores();
      boolean isCycle = counter == Arm64Machine.CYCLE;
      contradicted |= !left && denied((isCycle ? cycle : events).get(function), inputs);
    }

    private boolean denied(@Nullable Compiled condition, long[] inputs) {
      if (condition == null) {
        return false;
      }
      condition.evaluate(inputs, asked, said);
      return said[0] == 0;
    }

    @Override
    void stepped(int step) {
      if (contradicted && contradiction < 0) {
        contradiction = step;
      }
    }
  }
}
