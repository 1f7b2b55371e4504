package pmuoracle.oracle.smt;

import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Params;
import com.microsoft.z3.Solver;

/**
 * Conditions and whether they can all be true at once; the conditions may use no {@link
 * Terms#predicate}. One thread, short-lived.
 */
public final class Question {
  /** Enough for every claim of this project by a wide margin. */
  public static final long DEFAULT_STEPS = 2_000_000_000L;

  private final Solver solver;

  /**
   * A question with no conditions yet.
   *
   * @param steps the solver's resource limit, so that an answer does not depend on how busy the
   *     machine is; up to 2^31-1
   */
  public Question(Terms terms, long steps) {
    solver = terms.context().mkSolver("QF_BV");
    Params limits = terms.context().mkParams();
    limits.add("rlimit", (int) steps);
    solver.setParameters(limits);
  }

  /** With {@link #DEFAULT_STEPS}. */
  public Question(Terms terms) {
    this(terms, DEFAULT_STEPS);
  }

  public Question given(Bool condition) {
    solver.add(new BoolExpr[] {condition.expression()});
    return this;
  }

  public Answer answer() {
    return switch (solver.check()) {
      case UNSATISFIABLE -> new Answer.Unsat();
      case SATISFIABLE -> new Answer.Sat(new Assignment(solver.getModel()));
      case UNKNOWN -> new Answer.Unknown(solver.getReasonUnknown());
    };
  }

  /** The conditions in SMT-LIB, for any solver. */
  public String smtLib() {
    return solver.toString();
  }
}
