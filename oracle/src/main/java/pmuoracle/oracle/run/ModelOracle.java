package pmuoracle.oracle.run;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import pmuoracle.oracle.Oracle;
import pmuoracle.oracle.RuleSet;
import pmuoracle.oracle.RuleTable;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.step.Encoding;
import pmuoracle.oracle.step.StepTable;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;
import pmuoracle.spec.Rule;
import pmuoracle.spec.Trace;

/** What the oracles of all models do alike. */
public abstract class ModelOracle<
        M extends Model, C extends Enum<C>, R extends Enum<R>, F extends Enum<F>, Q>
    implements Oracle {
  private final M model;
  private final List<? extends Rule> lawBook;
  private final StepTable<C, R, F> table;
  private final Encoding<C, R, F, Q> encoding;
  private final Function<Terms, SolverFilter<Q>> filter;
  private final ProgramRun<C, R, F> naming;
  private final ProgramRun<C, R, F> unruled;
  private @Nullable SolverEvaluation<C, R, F, Q> solver;

  /**
   * An oracle for one thread.
   *
   * @param lawBook every rule of the architecture
   * @param filter a program's filter as terms
   */
  protected ModelOracle(
      M model,
      List<? extends Rule> lawBook,
      StepTable<C, R, F> table,
      Encoding<C, R, F, Q> encoding,
      CompiledEvaluation<C, R, F> compiled,
      Function<Terms, SolverFilter<Q>> filter) {
    this.model = model;
    this.lawBook = lawBook;
    this.table = table;
    this.encoding = encoding;
    this.filter = filter;
    naming = ProgramRun.whole(table, compiled, true);
    unruled = ProgramRun.whole(table, compiled, false);
  }

  @Override
  public final M model() {
    return model;
  }

  @Override
  public final List<Rule> rules() {
    return RuleTable.possible(model, lawBook);
  }

  @Override
  public final void predict(GuestProgram program, Trace into, RuleSet fired) {
    naming.run(program, into);
    naming.addFired(fired);
  }

  @Override
  public final void predict(GuestProgram program, Trace into) {
    unruled.run(program, into);
  }

  @Override
  public final void evaluate(GuestProgram program, Trace into) {
    // Made late, kept then: most of a check's time would be spent on setting up the solver.
    if (solver == null) {
      Terms terms = new Terms();
      solver = new SolverEvaluation<>(encoding, terms, filter.apply(terms));
    }
    new ProgramRun<>(table, solver).run(program, into);
  }

  @Override
  public final void close() {
    if (solver != null) {
      solver.close();
      solver = null;
    }
  }
}
