package pmuoracle.oracle.smt;

import org.sosy_lab.java_smt.solvers.bitwuzla.api.Terminator;

/** Stops the second solver when it has looked up from its search too often. One question. */
final class StepLimit extends Terminator {
  private final long most;
  private long steps;

  StepLimit(long most) {
    this.most = most;
  }

  @Override
  public boolean terminate() {
    steps++;
    return steps > most;
  }

  /** Why the solver, asked under this limit, gave no answer. */
  String reason() {
    return steps > most
        ? "it reached its limit of %d steps".formatted(most)
        : "it gave no reason after %d of at most %d steps".formatted(steps, most);
  }
}
