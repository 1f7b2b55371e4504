package pmuoracle.harness.file;

import java.util.OptionalLong;
import pmuoracle.spec.Observation;

/**
 * A cell that is not as expected.
 *
 * @param step from 0
 * @param observation what was expected and found
 * @param found empty if it is unknown
 */
public record Difference(int step, Observation observation, long expected, OptionalLong found) {
  /** {@code step 4: gp0: expected 0, found 100}. */
  @Override
  public String toString() {
    return "step %d: %s: expected %s, found %s"
        .formatted(
            step + 1,
            observation.name(),
            show(expected),
            found.isPresent() ? show(found.getAsLong()) : "unknown");
  }

  private String show(long cell) {
    try {
      return observation.show(cell);
    } catch (IllegalArgumentException e) {
      // A broken system may answer a number the vocabulary has no name for.
      return Long.toString(cell);
    }
  }
}
