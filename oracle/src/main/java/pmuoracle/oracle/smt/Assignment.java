package pmuoracle.oracle.smt;

import com.microsoft.z3.BitVecNum;
import com.microsoft.z3.Model;

/**
 * Values for every variable, and so for every term; variables the answer leaves open are 0 or
 * false.
 */
public final class Assignment {
  private final Model model;

  Assignment(Model model) {
    this.model = model;
  }

  public boolean value(Bool term) {
    return model.eval(term.expression(), true).isTrue();
  }

  /** The word's bits, zero-extended. */
  public long value(Word term) {
    return ((BitVecNum) model.eval(term.expression(), true)).getBigInteger().longValue();
  }
}
