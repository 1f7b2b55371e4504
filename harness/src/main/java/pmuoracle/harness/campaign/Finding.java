package pmuoracle.harness.campaign;

import java.util.Optional;

/**
 * The divergence a campaign ended with.
 *
 * @param index the program's number in the campaign
 * @param original the program as generated
 * @param shrunk with the same wrong cell; the original if shrinking was stopped
 * @param explanation of the shrunk one, where the system's model is known to differ
 */
public record Finding(
    long index, Divergence original, Divergence shrunk, Optional<Explanation> explanation) {
  /** One that nothing is known to explain. */
  public Finding(long index, Divergence original, Divergence shrunk) {
    this(index, original, shrunk, Optional.empty());
  }
}
