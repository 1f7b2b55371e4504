package pmuoracle.oracle.smt;

/** A truth value or a word. */
public sealed interface Term permits Bool, Word {
  Terms terms();
}
