package pmuoracle.harness.generate;

import java.util.random.RandomGenerator;

/** Random numbers in the forms generators ask for; each question takes one number of the source. */
public final class Dice {
  private final RandomGenerator random;

  public Dice(RandomGenerator random) {
    this.random = random;
  }

  /** True with this probability, 0 to 1. */
  public boolean chance(double probability) {
    return (random.nextLong() >>> 11) * 0x1p-53 < probability;
  }

  /** 0 to {@code bound} - 1; {@code bound} is at least 1. */
  public int below(int bound) {
    return (int) (((random.nextLong() >>> 32) * bound) >>> 32);
  }

  /** Both ends included. */
  public int between(int low, int high) {
    return low + below(high - low + 1);
  }

  /** 64 random bits. */
  public long bits() {
    return random.nextLong();
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
