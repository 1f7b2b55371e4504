package pmuoracle.harness.conclusion;

/** How a run ended, the better the sooner. */
public enum Conclusion {
  /** Something was compared or proved, and nothing is left in doubt. */
  AGREEMENT(0, "agreement"),
  /** No answer. */
  INCONCLUSIVE(3, "inconclusive"),
  /** Something differs, or a claim is not as expected. */
  DIVERGENCE(1, "divergence"),
  /** What was asked for cannot be done as it was asked. */
  BAD_INPUT(2, "bad input"),
  /** A defect of ours. */
  INTERNAL(4, "internal error");

  private final int exitCode;
  private final String words;

  Conclusion(int exitCode, String words) {
    this.exitCode = exitCode;
    this.words = words;
  }

  /** What the process says to whoever started it. */
  public int exitCode() {
    return exitCode;
  }

  public String words() {
    return words;
  }

  /** The one that is told of two parts of a run: what was found outweighs what was not. */
  public Conclusion and(Conclusion other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
