package pmuoracle.oracle.prove;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import pmuoracle.oracle.smt.Assignment;
import pmuoracle.oracle.smt.Bool;

/**
 * Wherever everything given holds, the goal holds; all of one world of terms.
 *
 * @param given the assumptions
 * @param witness an assignment under which the goal is false, as something that can be replayed;
 *     empty where it is a state that perhaps no program reaches
 */
public record Statement(
    List<Bool> given, Bool goal, Optional<Function<Assignment, Witness>> witness) {
  public Statement {
    given = List.copyOf(given);
  }

  public Statement(List<Bool> given, Bool goal, Function<Assignment, Witness> witness) {
    this(given, goal, Optional.of(witness));
  }

  /** About states, not about what a program can reach: a step of an induction. */
  public static Statement ofStates(List<Bool> given, Bool goal) {
    return new Statement(given, goal, Optional.empty());
  }
}
