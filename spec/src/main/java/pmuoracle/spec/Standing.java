package pmuoracle.spec;

/** What is expected of an invariant under a model. */
public enum Standing {
  /** It holds; a program that shows otherwise is news. */
  HOLDS("holds"),
  /** It is known to fail; a program shows it. A proof that it holds is news. */
  FAILS("fails"),
  /** The model lacks what the claim is about. */
  ABSENT("absent");

  private final String word;

  Standing(String word) {
    this.word = word;
  }

  /** As reports say it. */
  public String word() {
    return word;
  }
}
