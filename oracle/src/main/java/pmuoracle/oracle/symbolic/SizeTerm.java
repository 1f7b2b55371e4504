package pmuoracle.oracle.symbolic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;

/** Adds up how large a program is, as a word of {@link #BITS} bits, which no program exceeds. */
public final class SizeTerm {
  /** Enough for every program of up to some hundred steps. */
  public static final int BITS = 16;

  private final Terms terms;
  private final List<Word> addends = new ArrayList<>();

  public SizeTerm(Terms terms) {
    this.terms = terms;
  }

  /** The sum of what is added. */
  public static Word of(Terms terms, Consumer<SizeTerm> added) {
    SizeTerm tally = new SizeTerm(terms);
    added.accept(tally);
    return tally.sum();
  }

  /** Adds a number of at most {@link #BITS} bits where the condition holds. */
  public void number(Bool when, Word number) {
    addends.add(when.choose(number.zeroExtend(BITS), terms.word(BITS, 0)));
  }

  /** Adds one where all hold. */
  public void flag(Bool... conditions) {
    number(terms.all(conditions), terms.word(BITS, 1));
  }

  /** Adds the number of set bits where the condition holds. */
  public void setBits(Bool when, Word word) {
    Word counted = when.choose(word, terms.word(word.width(), 0));
    List<Word> bits = new ArrayList<>();
    for (int place = 0; place < word.width(); place++) {
      bits.add(counted.bits(place, place));
    }
    addends.add(sum(bits).zeroExtend(BITS));
  }

  /** The sum. */
  public Word sum() {
    return addends.isEmpty() ? terms.word(BITS, 0) : widened(sum(addends));
  }

  /** Pairwise, each sum one bit wider than what it adds: fewer gates than one long chain. */
  private static Word sum(List<Word> words) {
    List<Word> level = words;
    while (level.size() > 1) {
      List<Word> above = new ArrayList<>();
      for (int i = 0; i + 1 < level.size(); i += 2) {
        int wider = Math.min(BITS, 1 + Math.max(level.get(i).width(), level.get(i + 1).width()));
        above.add(level.get(i).zeroExtend(wider).plus(level.get(i + 1).zeroExtend(wider)));
      }
      if (level.size() % 2 == 1) {
        above.add(level.get(level.size() - 1));
      }
      level = above;
    }
    return level.get(0);
  }

  private static Word widened(Word sum) {
    return sum.zeroExtend(BITS);
  }
}
