package pmuoracle.oracle.prove;

import java.util.List;
import java.util.function.Function;
import pmuoracle.oracle.smt.Assignment;
import pmuoracle.oracle.smt.Bool;

/**
 * Wherever everything given holds, the goal holds; all of one world of terms.
 *
 * @param given the assumptions
 * @param witness an assignment under which the goal is false, as something that can be replayed
 */
public record Statement(List<Bool> given, Bool goal, Function<Assignment, Witness> witness) {
  public Statement {
    given = List.copyOf(given);
  }

  /**
   * A step of an induction: an assignment that refutes it is a state, which perhaps no program
   * reaches, so there is nothing to replay.
   */
  public static Statement ofStates(List<Bool> given, Bool goal) {
    return new Statement(
        given,
        goal,
        assignment -> {
          throw new AssertionError("a state is no witness");
        });
  }
}
