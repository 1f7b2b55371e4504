package pmuoracle.harness.process;

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

  ProcessFailed(Way way, String message) {
    super(message);
    this.way = way;
  }

  public Way way() {
    return way;
  }

  /** The same with more to say. */
  ProcessFailed with(String line) {
    return new ProcessFailed(way, getMessage() + "\n  " + line);
  }
}
