package pmuoracle.harness.conclusion;

/** What a run counts, in the order of reports. */
public enum Count {
  /** Observations that both sides made; of a filter, questions that both sides answered. */
  COMPARED("compared", Weight.EVIDENCE, "compared"),
  /** Claims that came out as expected, models or filters shown to be equivalent. */
  PROVED("proved", Weight.EVIDENCE, "proved"),
  /** Divergences, differences, unmet expectations, claims that came out otherwise. */
  DIFFERENT("different", Weight.REFUTATION, "different"),
  /** Observations that the system announces it cannot make. */
  NOT_OBSERVABLE("not-observable", Weight.NONE, "not observable by the system"),
  /** Observations that the model's sources leave open. */
  NOT_SETTLED("not-settled", Weight.NONE, "not settled by the model"),
  /** Observations that both sides announce and one did not make. */
  ONE_SIDED("one-sided", Weight.NONE, "made by one side only"),
  /**
   * Kinds of observation that the system announces and never made, and one-sided ones where they
   * are what is looked for.
   */
  HIDDEN("hidden", Weight.DOUBT, "announced and not shown"),
  /** Systems that could not be had, or that a file names and nobody allowed. */
  SKIPPED("skipped", Weight.NONE, "skipped"),
  /** Filters that a model refuses, programs that cannot be the asked machine. */
  REFUSED("refused", Weight.NONE, "refused"),
  /** Programs that differed and did not differ again. */
  FLAKY("flaky", Weight.DOUBT, "flaky"),
  /** Programs without an outcome, claims without an answer. */
  FAILED("failed", Weight.DOUBT, "without an answer"),
  /** What was asked for and not come to. */
  NOT_REACHED("not-reached", Weight.DOUBT, "not reached"),
  /** Findings that could not be stored. */
  NOT_WRITTEN("not-written", Weight.DOUBT, "not written");

  /** What a count says of the run. */
  enum Weight {
    EVIDENCE,
    REFUTATION,
    DOUBT,
    NONE
  }

  private final String id;
  private final Weight weight;
  private final String words;

  Count(String id, Weight weight, String words) {
    this.id = id;
    this.weight = weight;
    this.words = words;
  }

  /** As in JSON. */
  public String id() {
    return id;
  }

  /** As in a sentence, after a number. */
  public String words() {
    return words;
  }

  Weight weight() {
    return weight;
  }
}
