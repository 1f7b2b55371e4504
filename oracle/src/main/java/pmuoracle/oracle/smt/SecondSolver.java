package pmuoracle.oracle.smt;

import java.util.Optional;
import org.sosy_lab.java_smt.solvers.bitwuzla.api.Bitwuzla;
import org.sosy_lab.java_smt.solvers.bitwuzla.api.BitwuzlaNative;
import org.sosy_lab.java_smt.solvers.bitwuzla.api.Options;
import org.sosy_lab.java_smt.solvers.bitwuzla.api.Parser;
import org.sosy_lab.java_smt.solvers.bitwuzla.api.Result;
import org.sosy_lab.java_smt.solvers.bitwuzla.api.TermManager;

/**
 * Bitwuzla, which shares no code with Z3 and reads what Z3 wrote as text: a claim that both hold
 * proved does not rest on one solver. In this process, on Linux on x86-64 with glibc 2.33 or later.
 *
 * <p>Safe to ask from several threads at once, none waiting for another: each question has term
 * manager, parser and solver of its own, and Bitwuzla keeps nothing else.
 */
public final class SecondSolver {
  /** Fifty times what the hardest claim of this project takes. */
  public static final long DEFAULT_STEPS = 200_000;

  private SecondSolver() {}

  /** Why there is no second solver on this machine; empty if there is one. */
  public static Optional<String> unavailable() {
    return BitwuzlaLibrary.unavailable();
  }

  /** The solver and, where it is available, its version. */
  public static String name() {
    return unavailable().isPresent() ? "Bitwuzla" : "Bitwuzla " + BitwuzlaNative.version();
  }

  /**
   * Whether all that a script asserts can be true at once.
   *
   * @param smtLib what {@link Question#smtLib} writes; of what it asks only the asserts count. A
   *     script that is not SMT-LIB, or uses what it does not declare, is an error of ours
   * @param steps how often the solver may look up from its search, at least 1. Bitwuzla counts no
   *     resources; but it looks up after fixed amounts of work and never by the clock, so the same
   *     script and limit give the same opinion however busy the machine is. What it decides by
   *     rewriting alone takes no steps
   */
  public static Opinion decide(String smtLib, long steps) {
    if (steps < 1) {
      throw new AssertionError("a limit of " + steps + " steps; expected at least 1");
    }
    return unavailable()
        .<Opinion>map(Opinion.Unavailable::new)
        .orElseGet(() -> decided(smtLib, steps));
  }

  private static Opinion decided(String smtLib, long steps) {
    Options options = new Options();
    TermManager terms = new TermManager();
    StepLimit limit = new StepLimit(steps);
    try {
      Parser parser = new Parser(terms, options);
      try {
        return decided(parsed(parser, smtLib), limit);
      } finally {
        parser.close();
      }
    } finally {
      terms.close();
      limit.delete();
      options.delete();
    }
  }

  private static Bitwuzla parsed(Parser parser, String smtLib) {
    try {
      boolean onlyParsed = true;
      boolean file = false;
      parser.parse(smtLib, onlyParsed, file);
      return parser.bitwuzla();
    } catch (IllegalArgumentException refused) {
      throw new AssertionError(
          "%s refuses a script: %s\n%s".formatted(name(), refused.getMessage(), smtLib), refused);
    }
  }

  private static Opinion decided(Bitwuzla solver, StepLimit limit) {
    try {
      solver.configure_terminator(limit);
      Result result = solver.check_sat();
      if (result == Result.UNSAT) {
        return new Opinion.Unsat();
      }
      return result == Result.SAT ? new Opinion.Sat() : new Opinion.Unknown(limit.reason());
    } finally {
      solver.close();
    }
  }
}
