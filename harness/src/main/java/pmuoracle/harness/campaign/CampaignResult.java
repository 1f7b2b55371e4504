package pmuoracle.harness.campaign;

import java.util.List;
import java.util.Optional;
import pmuoracle.harness.conclusion.Account;
import pmuoracle.harness.conclusion.Count;

/**
 * How a campaign ended.
 *
 * @param coverage of the programs up to the end, the divergent one included
 * @param finding present iff it ended {@link Ending#DIVERGED}
 * @param failure present iff it ended {@link Ending#SYSTEM_FAILED}
 * @param flaky programs that differed and did not differ again, in the order of their numbers
 */
public record CampaignResult(
    Ending ending,
    Coverage coverage,
    Optional<Finding> finding,
    Optional<SystemFailure> failure,
    List<Flaky> flaky) {
  public CampaignResult {
    flaky = List.copyOf(flaky);
  }

  /** The same, ended in another way with this finding. */
  public CampaignResult withFinding(Finding other) {
    return new CampaignResult(Ending.DIVERGED, coverage, Optional.of(other), failure, flaky);
  }

  /** The same, ended in another way. */
  public CampaignResult withEnding(Ending other) {
    return new CampaignResult(other, coverage, finding, failure, flaky);
  }

  /**
   * All that decides how it is told.
   *
   * @param unknowns of its contest: only a model may leave open what a system shows
   */
  public Account account(Unknowns unknowns) {
    Account account = coverage.account(unknowns).plus(Count.FLAKY, flaky.size());
    return switch (ending) {
      case COMPLETED, OUT_OF_TIME, STOPPED, FLAKY -> account;
      case DIVERGED -> account.plus(Count.DIFFERENT, 1);
      case SYSTEM_FAILED -> account.plus(Count.FAILED, 1);
    };
  }
}
