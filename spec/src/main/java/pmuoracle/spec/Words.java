package pmuoracle.spec;

import java.util.Arrays;
import java.util.stream.Collectors;

/** An immutable list of 64-bit words, without boxes. */
public final class Words {
  private static final Words EMPTY = new Words(new long[0]);

  private final long[] words;

  private Words(long[] words) {
    this.words = words;
  }

  public static Words of(long... words) {
    return words.length == 0 ? EMPTY : new Words(words.clone());
  }

  public int size() {
    return words.length;
  }

  public long get(int index) {
    return words[index];
  }

  /** A fresh copy. */
  public long[] toArray() {
    return words.clone();
  }

  /** The first {@code size} of them; these words themselves if that is all. */
  public Words first(int size) {
    return size == words.length ? this : new Words(Arrays.copyOf(words, size));
  }

  /** The same words less the one at this place. */
  public Words without(int index) {
    long[] fewer = new long[words.length - 1];
    System.arraycopy(words, 0, fewer, 0, index);
    System.arraycopy(words, index + 1, fewer, index, fewer.length - index);
    return new Words(fewer);
  }

  /** The same words with another value at this place. */
  public Words with(int index, long word) {
    long[] changed = words.clone();
    changed[index] = word;
    return new Words(changed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Words that && Arrays.equals(words, that.words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words);
  }

  @Override
  public String toString() {
    return Arrays.stream(words)
        .mapToObj(w -> "0x" + Long.toHexString(w))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
