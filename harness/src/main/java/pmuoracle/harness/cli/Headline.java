package pmuoracle.harness.cli;

import pmuoracle.harness.campaign.CampaignResult;
import pmuoracle.harness.conclusion.Account;
import pmuoracle.harness.conclusion.Conclusion;

/** How a campaign ended, in words. */
final class Headline {
  private Headline() {}

  /**
   * In words.
   *
   * @param account of the result
   * @param agreement what it is called if nothing was found
   * @param diverged what it is called if something was
   */
  static String text(CampaignResult result, Account account, String agreement, String diverged) {
    return switch (result.ending()) {
      case COMPLETED, OUT_OF_TIME -> agreed(account, agreement);
      case STOPPED -> "stopped; " + agreed(account, agreement + " so far");
      case FLAKY -> "stopped; too many programs differed and did not differ again";
      case DIVERGED -> diverged + " at program " + result.finding().orElseThrow().index();
      case SYSTEM_FAILED ->
          "the system gave no outcome at program " + result.failure().orElseThrow().index();
    };
  }

  private static String agreed(Account account, String agreement) {
    if (account.conclusion() == Conclusion.AGREEMENT) {
      return agreement;
    }
    return "inconclusive: " + String.join(", ", account.reasons());
  }
}
