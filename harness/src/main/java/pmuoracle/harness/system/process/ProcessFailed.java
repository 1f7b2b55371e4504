package pmuoracle.harness.system.process;

import pmuoracle.harness.system.SystemFailed;

/** A process that broke the protocol or ended; the message says which and how. */
public final class ProcessFailed extends SystemFailed {
  private static final long serialVersionUID = 1L;

  /** What it did. */
  public enum Way {
    /** It could not be started. */
    NOT_STARTED,
    /** It ended, or closed its output, before it began a reply. */
    ENDED,
    /** It ended, or closed its output, within a reply. */
    ENDED_WITHIN,
    /** It did not answer in time. */
    SILENT,
    /** What it wrote is no frame of the protocol. */
    NO_FRAME,
    /** Its hello is not one, or of another version. */
    BAD_HELLO,
    /** Its reply is one to another request. */
    OUT_OF_TURN,
    /** Its reply lacks outcomes. */
    TOO_LITTLE,
    /** Its reply has more than was asked for, or something follows it. */
    TOO_MUCH,
    /** An outcome is not one of its step. */
    BAD_OUTCOME,
    /** It failed on a program, but not on the same program alone. */
    NOT_ALONE
  }

  private final Way way;
  private final String status;

  ProcessFailed(Way way, String message) {
    this(way, "", message);
  }

  /**
   * The same.
   *
   * @param status how the process ended, if it was gone at once; else empty
   */
  ProcessFailed(Way way, String status, String message) {
    super(message);
    this.way = way;
    this.status = status;
  }

  public Way way() {
    return way;
  }

  /** What it did, and how it ended if it did. */
  @Override
  protected String sort() {
    return way + " " + status;
  }

  /** Silence lasts as long as its patience, and an end that is none until nobody waits any more. */
  @Override
  protected boolean isSwift() {
    return switch (way) {
      case NOT_STARTED, SILENT -> false;
      case ENDED, ENDED_WITHIN -> !status.isEmpty();
      case NO_FRAME, BAD_HELLO, OUT_OF_TURN, TOO_LITTLE, TOO_MUCH, BAD_OUTCOME, NOT_ALONE -> true;
    };
  }

  /** The same with more to say. */
  ProcessFailed with(String line) {
    return new ProcessFailed(way, status, getMessage() + "\n  " + line);
  }

  /** The same, told in other words. */
  ProcessFailed told(String message) {
    return new ProcessFailed(way, status, message);
  }
}
