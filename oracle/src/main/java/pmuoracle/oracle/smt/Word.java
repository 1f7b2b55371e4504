package pmuoracle.oracle.smt;

import com.microsoft.z3.BitVecExpr;
import com.microsoft.z3.BoolExpr;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;

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
    return make(that, terms.context()::mkBVAdd);
  }

  public Word minus(Word that) {
    return make(that, terms.context()::mkBVSub);
  }

  public Word times(Word that) {
    return make(that, terms.context()::mkBVMul);
  }

  public Word and(Word that) {
    return make(that, terms.context()::mkBVAND);
  }

  public Word or(Word that) {
    return make(that, terms.context()::mkBVOR);
  }

  public Word xor(Word that) {
    return make(that, terms.context()::mkBVXOR);
  }

  public Word not() {
    return new Word(terms, width, terms.context().mkBVNot(expression));
  }

  /** Shifted left by an unsigned amount; 0 from the width on. */
  public Word shiftLeft(Word amount) {
    return make(amount, terms.context()::mkBVSHL);
  }

  /** Shifted right, zeros coming in; 0 from the width on. */
  public Word shiftRight(Word amount) {
    return make(amount, terms.context()::mkBVLSHR);
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
    return truth(that, terms.context()::mkEq);
  }

  public Bool is(long constant) {
    return is(terms.word(width, constant));
  }

  /** Whether no bit of the mask is set. */
  public Bool isClear(long mask) {
    return and(mask).is(0);
  }

  public Bool below(Word that) {
    return truth(that, terms.context()::mkBVULT);
  }

  public Bool atMost(Word that) {
    return truth(that, terms.context()::mkBVULE);
  }

  public Bool below(long constant) {
    return below(terms.word(width, constant));
  }

  public Bool atMost(long constant) {
    return atMost(terms.word(width, constant));
  }

  /** As two's complement numbers. */
  public Bool signedBelow(Word that) {
    return truth(that, terms.context()::mkBVSLT);
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

  private Word make(Word that, BinaryOperator<BitVecExpr> operation) {
    same(this, that);
    return new Word(terms, width, operation.apply(expression, that.expression));
  }

  private Bool truth(Word that, BiFunction<BitVecExpr, BitVecExpr, BoolExpr> operation) {
    same(this, that);
    return new Bool(terms, operation.apply(expression, that.expression));
  }

  @Override
  public String toString() {
    return expression.toString();
  }
}
