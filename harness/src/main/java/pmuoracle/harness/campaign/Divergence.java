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

  /**
   * What makes two divergences one and the same for a person.
   *
   * @param verb of the step
   * @param rule the first deciding rule, if there is one
   */
  public record Kind(String verb, Observation.Kind observation, Optional<Rule> rule) {}

  public Kind kind() {
    return new Kind(
        program.steps().get(step).verb(),
        decision.what().kind(),
        decision.rules().stream().findFirst());
  }
}
