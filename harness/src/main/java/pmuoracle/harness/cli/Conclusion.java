package pmuoracle.harness.cli;

import pmuoracle.harness.campaign.CampaignResult;

/** How a campaign ended, in words and as an exit code. */
final class Conclusion {
  private Conclusion() {}

  /**
   * In words.
   *
   * @param agreement what it is called if nothing was found
   * @param diverged what it is called if something was
   */
  static String text(CampaignResult result, String agreement, String diverged) {
    return switch (result.ending()) {
      case COMPLETED, OUT_OF_TIME ->
          isEmpty(result) ? "inconclusive: nothing could be compared" : agreement;
      case STOPPED -> "stopped; " + agreement + " so far";
      case DIVERGED -> diverged + " at program " + result.finding().orElseThrow().index();
      case SYSTEM_FAILED ->
          "the system gave no outcome at program " + result.failure().orElseThrow().index();
    };
  }

  static int code(CampaignResult result) {
    return switch (result.ending()) {
      case COMPLETED, OUT_OF_TIME -> isEmpty(result) ? ExitCode.INCONCLUSIVE : ExitCode.AGREEMENT;
      case STOPPED -> ExitCode.AGREEMENT;
      case DIVERGED -> ExitCode.DIVERGENCE;
      case SYSTEM_FAILED -> ExitCode.INCONCLUSIVE;
    };
  }

  /** Whether programs were run, and nothing of them could be compared. */
  private static boolean isEmpty(CampaignResult result) {
    return result.coverage().programs() > 0 && result.coverage().comparisons() == 0;
  }
}
