package pmuoracle.harness.campaign;

import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Observation;

/**
 * A cell that both sides announce and only one shows, on a program on which nothing differs.
 *
 * @param program the input
 * @param step from 0
 * @param what the observation
 * @param byFirst whether the side that predicts shows it; else the other does
 * @param cell what it shows
 */
public record OneSided(
    GuestProgram program, int step, Observation what, boolean byFirst, long cell) {

  /** What makes two of them one and the same for a person. */
  record Kind(String verb, Observation.Kind observation, boolean byFirst) {}

  Kind kind() {
    return new Kind(program.steps().get(step).verb(), what.kind(), byFirst);
  }

  /** The cell as a person writes it. */
  public String shown() {
    try {
      return what.show(cell);
    } catch (IllegalArgumentException e) {
      // A broken system may show a number the vocabulary has no name for.
      return Long.toString(cell);
    }
  }
}
