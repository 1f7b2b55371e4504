package pmuoracle.oracle.x86;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.LongPredicate;
import pmuoracle.oracle.compile.Compiled;
import pmuoracle.oracle.compile.Compiler;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.prove.Watch;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Trace;
import pmuoracle.spec.x86.X86Model;

/** A claim on programs: the same terms, compiled, on the states of a run. */
public final class ClaimWatch implements Watch {
  private final Map<CounterFunction, Compiled> generalPurpose;
  private final Map<CounterFunction, Compiled> fixed;
  private final Run run;
  private final Trace trace = new Trace();

  public ClaimWatch(X86Model model, StepClaim claim) {
    try (Terms terms = new Terms()) {
      MachineTerms machine = MachineTerms.variables(terms);
      generalPurpose = compiled(model, claim, machine, false);
      fixed = compiled(model, claim, machine, true);
    }
    run = new Run(model, new CompiledEvaluation(model));
  }

  private static Map<CounterFunction, Compiled> compiled(
      X86Model model, StepClaim claim, MachineTerms machine, boolean fixed) {
    Terms.Predicate listed = machine.world().predicate("listed", 64);
    StepInputs in = StepInputs.variables(machine, listed::of);
    Map<CounterFunction, Compiled> functions = new EnumMap<>(CounterFunction.class);
    for (CounterFunction function : CounterFunction.values()) {
      if (!fixed || function != CounterFunction.SELECT_WRITTEN) {
        functions.put(
            function,
            Compiler.compile(
                in.terms(),
                List.of(listed),
                List.of(claim.holds(CounterStep.of(function, model, in, fixed)))));
      }
    }
    return functions;
  }

  @Override
  public OptionalInt contradiction(GuestProgram program) {
    trace.clear();
    run.contradiction = -1;
    run.run(program, trace);
    return run.contradiction < 0 ? OptionalInt.empty() : OptionalInt.of(run.contradiction);
  }

  private final class Run extends ProgramRun {
    private final LongPredicate[] listed;
    private final long[] holds = new long[1];
    private boolean contradicted;
    private int contradiction = -1;

    Run(X86Model model, CompiledEvaluation evaluation) {
      super(model, evaluation);
      listed = new LongPredicate[] {evaluation.list()};
    }

    @Override
    void counted(CounterFunction function, int vcpu, int counter, long[] inputs, long[] outputs) {
      boolean isFixed = counter >= generalPurposeCounters();
      (isFixed ? fixed : generalPurpose).get(function).evaluate(inputs, listed, holds);
      contradicted |= holds[0] == 0;
    }

    @Override
    void stepped(int step) {
      if (contradicted && contradiction < 0) {
        contradiction = step;
      }
      contradicted = false;
    }
  }
}
