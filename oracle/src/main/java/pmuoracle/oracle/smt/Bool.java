package pmuoracle.oracle.smt;

import com.microsoft.z3.BitVecExpr;
import com.microsoft.z3.BoolExpr;

/** A term that is true or false. */
public final class Bool implements Term {
  private final Terms terms;
  private final BoolExpr expression;

  Bool(Terms terms, BoolExpr expression) {
    this.terms = terms;
    this.expression = expression;
    terms.made(expression);
  }

  BoolExpr expression() {
    return expression;
  }

  @Override
  public Terms terms() {
    return terms;
  }

  public Bool not() {
    return make(terms.context().mkNot(expression));
  }

  public Bool and(Bool that) {
    return make(terms.context().mkAnd(expression, that.expression));
  }

  public Bool or(Bool that) {
    return make(terms.context().mkOr(expression, that.expression));
  }

  public Bool implies(Bool that) {
    return make(terms.context().mkImplies(expression, that.expression));
  }

  public Bool iff(Bool that) {
    return make(terms.context().mkEq(expression, that.expression));
  }

  /** The first if this is true, else the second. */
  public Bool choose(Bool then, Bool otherwise) {
    return make(
        (BoolExpr) terms.context().mkITE(expression, then.expression, otherwise.expression));
  }

  /** The first if this is true, else the second; both of one width. */
  public Word choose(Word then, Word otherwise) {
    Word.same(then, otherwise);
    return new Word(
        terms,
        then.width(),
        (BitVecExpr) terms.context().mkITE(expression, then.expression(), otherwise.expression()));
  }

  private Bool make(BoolExpr made) {
    return new Bool(terms, made);
  }

  @Override
  public String toString() {
    return expression.toString();
  }
}
