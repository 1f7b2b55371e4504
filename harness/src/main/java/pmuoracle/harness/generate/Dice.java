package pmuoracle.harness.generate;

import java.util.random.RandomGenerator;

/**
 * Random numbers in the forms generators ask for: the high halves of a linear congruential sequence
 * modulo 2^64, which starts where the source says and takes one multiplication each. A question
 * that has one answer takes none.
 */
public final class Dice {
  /** Knuth's, for MMIX. */
  private static final long MULTIPLIER = 6364136223846793005L;

  private static final long INCREMENT = 1442695040888963407L;

  private long state;

  /** Takes one number of the source. */
  public Dice(RandomGenerator random) {
    state = random.nextLong();
  }

  /** 32 random bits. */
  long half() {
    state = state * MULTIPLIER + INCREMENT;
    return state >>> Integer.SIZE;
  }

  /** True with this probability, 0 to 1. */
  public boolean chance(double probability) {
    return half() < (long) (probability * 0x1p32);
  }

  /** 0 to {@code bound} - 1; {@code bound} is at least 1. */
  public int below(int bound) {
    return bound == 1 ? 0 : (int) ((half() * bound) >>> Integer.SIZE);
  }

  /** Both ends included. */
  public int between(int low, int high) {
    return low + below(high - low + 1);
  }

  /** 64 random bits. */
  public long bits() {
    return (half() << Integer.SIZE) | half();
  }

  /** One set bit below {@code width}. */
  public long bit(int width) {
    return 1L << below(width);
  }

  public long of(long[] choices) {
    return choices[below(choices.length)];
  }

  public int of(int[] choices) {
    return choices[below(choices.length)];
  }
}
