package pmuoracle.harness.sweep;

import pmuoracle.harness.campaign.Campaign;
import pmuoracle.harness.campaign.Finding;
import pmuoracle.harness.campaign.Judge;
import pmuoracle.spec.GuestProgram;

/**
 * The two sides of a sweep do not say the same of a filter.
 *
 * @param index the filter's number
 * @param program what asks the first question about which they differ
 * @param what they say
 */
public record SweepDivergence(long index, GuestProgram program, String what) {
  /**
   * The divergence of the program, as the campaign finds it; an {@link AssertionError} if there is
   * none, because then the sweep or the program is not what it is meant to be.
   */
  public Finding finding(Campaign campaign) {
    try {
      return campaign.finding(index, program).orElseThrow(() -> disagreement("does not diverge"));
    } catch (Judge.NoOutcome failure) {
      throw disagreement("gives no outcome: " + failure.getCause());
    }
  }

  private AssertionError disagreement(String does) {
    return new AssertionError(
        "filter %d: a sweep says %s, but the program that asks this %s: %s"
            .formatted(index, what, does, program));
  }
}
