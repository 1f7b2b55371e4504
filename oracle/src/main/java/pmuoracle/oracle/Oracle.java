package pmuoracle.oracle;

import java.util.List;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;
import pmuoracle.spec.Rule;
import pmuoracle.spec.Trace;

/** What predicts the outcomes of guest programs under one model. One instance serves one thread. */
public interface Oracle extends AutoCloseable {
  Model model();

  /** The rules that can take part under the model, whatever the program; every other one cannot. */
  List<Rule> rules();

  /**
   * Fills the cleared trace with the predicted outcome of each step, by the compiled encoding, and
   * adds the rules that took part to {@code fired}. What the model's sources do not settle is added
   * as unknown.
   */
  void predict(GuestProgram program, Trace into, RuleSet fired);

  /** The same trace without the rules, which costs less. */
  default void predict(GuestProgram program, Trace into) {
    predict(program, into, new RuleSet());
  }

  /** Does now what is otherwise done when first needed, once in a process for each model. */
  default void prepare() {}

  /** How many programs it likes to know of at once; 1 if it gains nothing by more. */
  default int batch() {
    return 1;
  }

  /** Says which programs are going to be asked about next. */
  default void ahead(List<GuestProgram> programs) {}

  /**
   * The same trace by the solver's own evaluation of the encoding: slow, and what the compiled form
   * is checked against.
   */
  void evaluate(GuestProgram program, Trace into);

  /** For each step, its answers and why: one decision per observation, in order. Slow. */
  List<List<Decision>> explain(GuestProgram program);

  @Override
  default void close() {}
}
