package pmuoracle.harness.campaign;

import java.util.Optional;
import pmuoracle.oracle.Decision;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Rule;

/**
 * The first place where oracle and system disagree about a program. Later steps are meaningless
 * then.
 *
 * @param program the input
 * @param step the lowest step with a difference, from 0
 * @param place the lowest observation of that step with a difference, from 0
 * @param predicted the oracle's cell
 * @param observed the system's cell
 * @param decision what the oracle says of the cell and why; the observation is in it
 */
public record Divergence(
    GuestProgram program, int step, int place, long predicted, long observed, Decision decision) {

  /** On which side of the prediction the system is. */
  public enum Side {
    /** It shows a larger number, unsigned: it counts what it must not, or more than it must. */
    MORE,
    /** It shows a smaller number. */
    LESS,
    /** An errno or a fault is another one. */
    OTHER
  }

  /** The first rule that decides, if there is one. */
  Optional<Rule> rule() {
    return decision.rules().stream().findFirst();
  }

  public Side side() {
    return switch (decision.what().kind()) {
      case ERRNO, FAULT -> Side.OTHER;
      case VALUE, COUNT, HARDWARE, FACT ->
          Long.compareUnsigned(observed, predicted) > 0 ? Side.MORE : Side.LESS;
    };
  }

  /**
   * A cell of the observation; a broken system may show a number the vocabulary has no name for.
   */
  public String show(long cell) {
    try {
      return decision.what().show(cell);
    } catch (IllegalArgumentException e) {
      return Long.toString(cell);
    }
  }

  /** The same, so decided. */
  Divergence withDecision(Decision other) {
    return new Divergence(program, step, place, predicted, observed, other);
  }
}
