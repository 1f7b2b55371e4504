package pmuoracle.oracle.smt;

import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import com.microsoft.z3.Goal;
import com.microsoft.z3.Params;
import com.microsoft.z3.Solver;
import com.microsoft.z3.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Conditions and whether they can all be true at once, a {@link Terms#predicate} they use being any
 * function. One thread, short-lived.
 */
public final class Question {
  /** Enough for every claim of this project by a wide margin. */
  public static final long DEFAULT_STEPS = 2_000_000_000L;

  private final Context context;
  private final Terms terms;
  private final int steps;
  private final List<Bool> conditions = new ArrayList<>();

  /**
   * A question with no conditions yet.
   *
   * @param steps the solver's resource limit, so that an answer does not depend on how busy the
   *     machine is; up to 2^31-1
   */
  public Question(Terms terms, long steps) {
    this.terms = terms;
    context = terms.context();
    this.steps = (int) steps;
  }

  /** With {@link #DEFAULT_STEPS}. */
  public Question(Terms terms) {
    this(terms, DEFAULT_STEPS);
  }

  /** The solver's name and version. */
  public static String solver() {
    return Version.getFullVersion();
  }

  public Question given(Bool condition) {
    conditions.add(condition);
    return this;
  }

  public Answer answer() {
    Solver solver = terms.made(context.mkSolver(logic()));
    Params limits = terms.made(context.mkParams());
    limits.add("rlimit", steps);
    solver.setParameters(limits);
    solver.add(expressions());
    return switch (solver.check()) {
      case UNSATISFIABLE -> new Answer.Unsat();
      case SATISFIABLE -> new Answer.Sat(new Assignment(terms, solver.getModel()));
      case UNKNOWN -> new Answer.Unknown(solver.getReasonUnknown());
    };
  }

  /**
   * The same question as a script of SMT-LIB 2.6, complete and for any solver: its logic (QF_BV, or
   * QF_UFBV where a predicate is used), declarations, one assert for each condition, check-sat.
   */
  public String smtLib() {
    return SmtLibWriter.script(logic(), conditions);
  }

  /** The names of the variables and predicates it is about, in order of their first use. */
  public Set<String> names() {
    return SmtLibWriter.names(conditions);
  }

  private BoolExpr[] expressions() {
    return conditions.stream().map(Bool::expression).toArray(BoolExpr[]::new);
  }

  /** The smallest logic: a predicate costs the solver more, so it is asked for only where used. */
  private String logic() {
    Goal goal = terms.made(context.mkGoal(false, false, false));
    goal.add(expressions());
    return terms.made(context.mkProbe("is-qfbv")).apply(goal) == 0 ? "QF_UFBV" : "QF_BV";
  }
}
