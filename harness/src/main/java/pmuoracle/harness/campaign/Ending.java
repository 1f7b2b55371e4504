package pmuoracle.harness.campaign;

/** Why a campaign ended. */
public enum Ending {
  /** Every program of the plan was run. */
  COMPLETED,
  /** The plan's time was over. */
  OUT_OF_TIME,
  /** Somebody stopped it. */
  STOPPED,
  /** Oracle and system disagreed. */
  DIVERGED,
  /** Too many programs differed that did not differ again. */
  FLAKY,
  /** The system gave no outcome. */
  SYSTEM_FAILED
}
