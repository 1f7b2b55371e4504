package pmuoracle.oracle.prove;

import java.util.function.Supplier;

/** Who gets every obligation of a claim as a script, beside the solvers. */
@FunctionalInterface
public interface Script {
  /** Nobody. */
  Script NONE = (obligation, text) -> {};

  /**
   * One obligation; unsatisfiable iff it holds.
   *
   * @param smtLib makes a whole script
   */
  void written(String obligation, Supplier<String> smtLib);
}
