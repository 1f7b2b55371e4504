package pmuoracle.spec;

/**
 * One claim about models, in one sentence; an enum constant per architecture. A claim that must
 * fail is as valuable as one that must hold.
 */
public interface Invariant {
  /** Upper case with hyphens, beginning with the architecture: {@code X86-ORDER-IRRELEVANT}. */
  String id();

  /** What is claimed. */
  String sentence();

  /** Where the claim comes from: a document, a review, a commit that once broke it. */
  String source();

  /** What is expected of it under this model of its architecture. */
  Standing standing(Model model);
}
