package pmuoracle.oracle.arm64;

import java.util.List;
import org.jspecify.annotations.Nullable;
import pmuoracle.oracle.Decision;
import pmuoracle.oracle.Oracle;
import pmuoracle.oracle.RuleSet;
import pmuoracle.oracle.RuleTable;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Rule;
import pmuoracle.spec.Trace;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Rule;

/** The oracle of one arm64 model. */
public final class Arm64Oracle implements Oracle {
  private final Arm64Model model;
  private final ProgramRun run;
  private @Nullable SolverEvaluation solver;

  public Arm64Oracle(Arm64Model model) {
    this.model = model;
    run = new ProgramRun(model, new CompiledEvaluation(model));
  }

  @Override
  public Arm64Model model() {
    return model;
  }

  @Override
  public List<Rule> rules() {
    return RuleTable.possible(model, List.of(Arm64Rule.values()));
  }

  @Override
  public void prepare() {
    CompiledModel.of(model).compile();
  }

  @Override
  public void predict(GuestProgram program, Trace into, RuleSet fired) {
    run.run(program, into);
    fired.addBits(run.firedLow(), run.firedHigh());
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
