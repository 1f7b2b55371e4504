package pmuoracle.oracle.x86;

import java.util.List;
import org.jspecify.annotations.Nullable;
import pmuoracle.oracle.Decision;
import pmuoracle.oracle.Oracle;
import pmuoracle.oracle.RuleSet;
import pmuoracle.oracle.RuleTable;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Rule;
import pmuoracle.spec.Trace;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Rule;

/** The oracle of one x86 model. */
public final class X86Oracle implements Oracle {
  private final X86Model model;
  private final ProgramRun run;
  private @Nullable SolverEvaluation solver;

  public X86Oracle(X86Model model) {
    this.model = model;
    run = new ProgramRun(model, new CompiledEvaluation(model));
  }

  @Override
  public X86Model model() {
    return model;
  }

  @Override
  public List<Rule> rules() {
    return RuleTable.possible(model, List.of(X86Rule.values()));
  }

  @Override
  public void prepare() {
    CompiledModel.of(model).compile();
  }

  @Override
  public void predict(GuestProgram program, Trace into, RuleSet fired) {
    run.run(program, into);
    fired.addBits(run.fired(), 0);
  }

  @Override
  public void evaluate(GuestProgram program, Trace into) {
    // Made late, kept then: most of a check's time would be spent on setting up the solver.
    if (solver == null) {
      solver = new SolverEvaluation(model);
    }
    new ProgramRun(model, solver).run(program, into);
  }

  @Override
  public List<List<Decision>> explain(GuestProgram program) {
    return Explanation.of(model, program);
  }

  @Override
  public void close() {
    if (solver != null) {
      solver.close();
      solver = null;
    }
  }
}
