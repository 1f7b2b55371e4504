package pmuoracle.harness.cli;

/** What the process says to whoever started it, as its help has it. */
final class ExitCode {
  /** Agreement. */
  static final int AGREEMENT = 0;

  /** Divergence. */
  static final int DIVERGENCE = 1;

  /** Bad usage or input. */
  static final int BAD_INPUT = 2;

  /** No answer: a system that cannot be had or gave no outcome. */
  static final int INCONCLUSIVE = 3;

  /** A defect of ours. */
  static final int INTERNAL = 4;

  private ExitCode() {}
}
