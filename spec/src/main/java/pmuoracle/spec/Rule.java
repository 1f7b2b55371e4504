package pmuoracle.spec;

/** One citable sentence of the semantics; an enum constant per architecture. */
public interface Rule {
  /** Upper case with hyphens, beginning with the architecture: {@code X86-EXCLUDE-WINS}. */
  String id();

  /** The rule's place in its architecture's law book, from 0. */
  int ordinal();

  /** What is so, in one sentence. */
  String sentence();

  /** Where it is written or coded: document or file, symbol, revision. */
  String source();

  /**
   * Whether it says that something is not settled, or does not happen, so that a model predicts an
   * unknown value. Every unknown value of an oracle cites such a rule.
   */
  default boolean leavesOpen() {
    return false;
  }
}
