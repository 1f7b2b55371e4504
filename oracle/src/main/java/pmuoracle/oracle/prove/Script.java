package pmuoracle.oracle.prove;

/** Who gets every obligation as a script, beside the solvers. */
@FunctionalInterface
public interface Script {
  /** Nobody. */
  Script NONE = (obligation, text) -> {};

  /**
   * One obligation; unsatisfiable iff it holds.
   *
   * @param smtLib a whole script
   */
  void written(String obligation, String smtLib);
}
