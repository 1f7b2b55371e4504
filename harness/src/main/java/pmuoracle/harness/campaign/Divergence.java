package pmuoracle.harness.campaign;

import java.util.Optional;
import pmuoracle.oracle.Decision;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Observation;
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
    /** It counts what it must not, or more than it must. */
    MORE,
    /** It counts less than it must. */
    LESS,
    /** The observation is not a count. */
    OTHER
  }

  /**
   * What can be told of a divergence without explaining it.
   *
   * @param verb of the step
   */
  public record Look(String verb, Observation.Kind observation, Side side) {}

  /**
   * What makes two divergences one and the same for a person.
   *
   * @param rule the first deciding rule, if there is one
   */
  public record Kind(Look look, Optional<Rule> rule) {}

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

  public Kind kind() {
    Observation.Kind what = decision.what().kind();
    Look look = new Look(program.steps().get(step).verb(), what, side(what, predicted, observed));
    return new Kind(look, decision.rules().stream().findFirst());
  }

  static Side side(Observation.Kind kind, long predicted, long observed) {
    if (kind != Observation.Kind.COUNT) {
      return Side.OTHER;
    }
    return Long.compareUnsigned(observed, predicted) > 0 ? Side.MORE : Side.LESS;
  }
}
