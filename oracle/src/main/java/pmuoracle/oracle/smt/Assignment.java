package pmuoracle.oracle.smt;

import com.microsoft.z3.BitVecNum;
import com.microsoft.z3.Model;

/**
 * Values for every variable, and so for every term; variables the answer leaves open are 0 or
 * false.
 */
public final class Assignment implements Valuation {
  private final Terms terms;
  private final Model model;

  Assignment(Terms terms, Model model) {
    this.terms = terms;
    this.model = terms.made(model);
  }

  /** The values of the variables that the answer gives one. */
  public Values values() {
    return Values.of(terms, model);
  }

  @Override
  public boolean value(Bool term) {
    return term.terms().made(model.eval(term.expression(), true)).isTrue();
  }

  @Override
  public long value(Word term) {
    BitVecNum value = (BitVecNum) term.terms().made(model.eval(term.expression(), true));
    return value.getBigInteger().longValue();
  }
}
