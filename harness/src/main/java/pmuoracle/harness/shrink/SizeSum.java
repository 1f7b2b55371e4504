package pmuoracle.harness.shrink;

/** Adds up the {@link Size} of a program, number by number. */
public final class SizeSum {
  /** Quantities above it are all alike, so that sums of many cannot overflow. */
  private static final long HUGE = 1L << 40;

  private int parts;
  private long bits;
  private long magnitude;

  /** List entries or ranges. */
  public void parts(int count) {
    parts += count;
  }

  /** As much as this many set bits. */
  public void bits(int count) {
    bits += count;
  }

  /** A field that is not as usual. */
  public void flag(boolean unusual) {
    bits += unusual ? 1 : 0;
  }

  /** What is named by a number that costs nothing else: a counter, a virtual CPU. */
  public void place(int index) {
    magnitude += index;
  }

  /** A number that is counted, not composed of bits: 301 is less to read than 320. */
  public void quantity(long value) {
    magnitude += Math.min(value, HUGE);
  }

  /** A number that is composed of bits. */
  public void number(long value) {
    bits += Long.bitCount(value);
    for (long rest = value; rest != 0; rest &= rest - 1) {
      magnitude += Long.numberOfTrailingZeros(rest);
    }
  }

  /** The size of a program of this many steps. */
  public Size of(int steps) {
    return new Size(steps, parts, bits, magnitude);
  }
}
