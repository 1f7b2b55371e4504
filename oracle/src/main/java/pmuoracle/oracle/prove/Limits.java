package pmuoracle.oracle.prove;

import pmuoracle.oracle.smt.Question;
import pmuoracle.oracle.smt.SecondSolver;

/**
 * How much each solver may do for one question, in its own steps, so that a verdict does not depend
 * on how busy the machine is.
 */
public record Limits(long first, long second) {
  /** Far more than any claim of this project takes. */
  public static final Limits DEFAULT =
      new Limits(Question.DEFAULT_STEPS, SecondSolver.DEFAULT_STEPS);
}
