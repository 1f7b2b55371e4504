package pmuoracle.oracle.smt;

import com.microsoft.z3.BitVecExpr;
import com.microsoft.z3.BoolExpr;

/** A term that is a word of 1 to 64 bits; arithmetic wraps, comparison is unsigned unless said. */
public final class Word implements Term {
  private final Terms terms;
  private final int width;
  private final BitVecExpr expression;

  Word(Terms terms, int width, BitVecExpr expression) {
    if (width < 1 || width > 64) {
      throw new AssertionError("a word of " + width + " bits; expected 1 to 64");
    }
    this.terms = terms;
    this.width = width;
    this.expression = expression;
    terms.made(expression);
  }

  BitVecExpr expression() {
    return expression;
  }

  @Override
  public Terms terms() {
    return terms;
  }

  public int width() {
    return width;
  }

  public Word plus(Word that) {
    same(this, that);
    return make(terms.context().mkBVAdd(expression, that.expression));
  }

  public Word minus(Word that) {
    same(this, that);
    return make(terms.context().mkBVSub(expression, that.expression));
  }

  public Word times(Word that) {
    same(this, that);
    return make(terms.context().mkBVMul(expression, that.expression));
  }

  public Word and(Word that) {
    same(this, that);
    return make(terms.context().mkBVAND(expression, that.expression));
  }

  public Word or(Word that) {
    same(this, that);
    return make(terms.context().mkBVOR(expression, that.expression));
  }

  public Word xor(Word that) {
    same(this, that);
    return make(terms.context().mkBVXOR(expression, that.expression));
  }

  public Word not() {
    return make(terms.context().mkBVNot(expression));
  }

  /** Shifted left by an unsigned amount; 0 from the width on. */
  public Word shiftLeft(Word amount) {
    same(this, amount);
    return make(terms.context().mkBVSHL(expression, amount.expression));
  }

  /** Shifted right, zeros coming in; 0 from the width on. */
  public Word shiftRight(Word amount) {
    same(this, amount);
    return make(terms.context().mkBVLSHR(expression, amount.expression));
  }

  /** With a constant of this word's width. */
  public Word and(long constant) {
    return and(terms.word(width, constant));
  }

  public Word or(long constant) {
    return or(terms.word(width, constant));
  }

  public Word plus(long constant) {
    return plus(terms.word(width, constant));
  }

  public Bool is(Word that) {
    same(this, that);
    return truth(terms.context().mkEq(expression, that.expression));
  }

  public Bool is(long constant) {
    return is(terms.word(width, constant));
  }

  /** Whether no bit of the mask is set. */
  public Bool isClear(long mask) {
    return and(mask).is(0);
  }

  public Bool below(Word that) {
    same(this, that);
    return truth(terms.context().mkBVULT(expression, that.expression));
  }

  public Bool atMost(Word that) {
    same(this, that);
    return truth(terms.context().mkBVULE(expression, that.expression));
  }

  public Bool below(long constant) {
    return below(terms.word(width, constant));
  }

  public Bool atMost(long constant) {
    return atMost(terms.word(width, constant));
  }

  /** As two's complement numbers. */
  public Bool signedBelow(Word that) {
    same(this, that);
    return truth(terms.context().mkBVSLT(expression, that.expression));
  }

  /** Bit {@code place}, from 0. */
  public Bool bit(int place) {
    return bits(place, place).is(1);
  }

  /** Bits {@code high} down to {@code low}. */
  public Word bits(int high, int low) {
    return new Word(terms, high - low + 1, terms.context().mkExtract(high, low, expression));
  }

  /** This above that. */
  public Word concat(Word that) {
    return new Word(
        terms, width + that.width, terms.context().mkConcat(expression, that.expression));
  }

  /** Zeros put above, up to the width. */
  public Word zeroExtend(int to) {
    return to == width
        ? this
        : new Word(terms, to, terms.context().mkZeroExt(to - width, expression));
  }

  /** The top bit repeated above, up to the width. */
  public Word signExtend(int to) {
    return to == width
        ? this
        : new Word(terms, to, terms.context().mkSignExt(to - width, expression));
  }

  static void same(Word one, Word other) {
    if (one.width != other.width) {
      throw new AssertionError("words of " + one.width + " and " + other.width + " bits");
    }
  }

  private Word make(BitVecExpr made) {
    return new Word(terms, width, made);
  }

  private Bool truth(BoolExpr made) {
    return new Bool(terms, made);
  }

  @Override
  public String toString() {
    return expression.toString();
  }
}
