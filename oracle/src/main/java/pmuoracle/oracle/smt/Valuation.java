package pmuoracle.oracle.smt;

/** Values for terms. */
public interface Valuation {
  boolean value(Bool term);

  /** The word's bits, zero-extended. */
  long value(Word term);
}
