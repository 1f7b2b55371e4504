package pmuoracle.harness.prove;

import java.time.Duration;
import pmuoracle.oracle.prove.Claim;
import pmuoracle.oracle.prove.ClaimResult;
import pmuoracle.spec.Invariant;
import pmuoracle.spec.Model;
import pmuoracle.spec.Standing;

/**
 * What came of one invariant under one model.
 *
 * @param time how long it took; the only thing here that differs from run to run
 */
public record Row(
    Invariant invariant, Model model, Claim claim, ClaimResult outcome, Duration time) {

  /** Whether it is what the invariant expects. */
  public boolean asExpected() {
    Standing expected = invariant.standing(model);
    return expected == Standing.HOLDS
        ? outcome instanceof ClaimResult.Proved
        : outcome instanceof ClaimResult.Refuted;
  }

  /** In one word: {@code proved}, {@code refuted}, {@code unknown}, {@code broken}. */
  public String word() {
    if (outcome instanceof ClaimResult.Proved) {
      return "proved";
    } else if (outcome instanceof ClaimResult.Refuted) {
      return "refuted";
    }
    return outcome instanceof ClaimResult.Inconclusive ? "unknown" : "broken";
  }
}
