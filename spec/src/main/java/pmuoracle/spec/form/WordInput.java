package pmuoracle.spec.form;

import java.util.Arrays;
import java.util.OptionalLong;
import pmuoracle.spec.Words;

/** Gives the words of a record one after the other. */
public final class WordInput {
  private final long[] words;
  private int next;

  WordInput(long[] words) {
    this.words = words;
  }

  public long word() {
    return words[next++];
  }

  public int integer() {
    return Math.toIntExact(word());
  }

  public boolean truth() {
    return word() != 0;
  }

  /**
   * The constant at the place that the word says; an {@link IllegalArgumentException} if none is.
   */
  public <E extends Enum<E>> E constant(E[] constants) {
    long place = word();
    if (place < 0 || place >= constants.length) {
      throw new IllegalArgumentException("there is no constant at place " + place);
    }
    return constants[(int) place];
  }

  /** Of two words. */
  public OptionalLong optional() {
    boolean present = truth();
    long value = word();
    return present ? OptionalLong.of(value) : OptionalLong.empty();
  }

  /** A length and as many words. */
  public Words list() {
    int from = next + 1;
    next = from + integer();
    return Words.of(Arrays.copyOfRange(words, from, next));
  }
}
