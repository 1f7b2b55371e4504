package pmuoracle.harness.exhaust;

/** A number taken apart into choices, the first one changing fastest. */
public final class Digits {
  private long rest;

  public Digits(long number) {
    rest = number;
  }

  /** A choice among so many, from 0. */
  public int below(int choices) {
    int digit = (int) (rest % choices);
    rest /= choices;
    return digit;
  }

  /** Whether it is the second of two choices. */
  public boolean is() {
    return below(2) == 1;
  }

  /**
   * A sequence of at most this many letters, the shortest first.
   *
   * @param letters how many there are
   */
  public int[] sequence(int letters, int longest) {
    long sequences = 1;
    int length = 0;
    long number = rest % sequences(letters, longest);
    rest /= sequences(letters, longest);
    while (number >= sequences) {
      number -= sequences;
      sequences *= letters;
      length++;
    }
    int[] sequence = new int[length];
    for (int i = 0; i < length; i++) {
      sequence[i] = (int) (number % letters);
      number /= letters;
    }
    return sequence;
  }

  /** How many sequences of at most this many letters there are. */
  public static long sequences(int letters, int longest) {
    long all = 1;
    for (int i = 0; i < longest; i++) {
      all = all * letters + 1;
    }
    return all;
  }
}
