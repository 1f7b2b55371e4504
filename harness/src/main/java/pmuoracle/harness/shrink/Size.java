package pmuoracle.harness.shrink;

import java.util.Comparator;

/**
 * How much of a program there is to read. Steps decide first, then parts, bits and magnitude; none
 * is negative, so that nothing can shrink for ever.
 *
 * @param steps how many steps
 * @param parts how many list entries or ranges all steps have together
 * @param bits set bits of all numbers, and one for each field that is not as usual
 * @param magnitude the places of these bits summed, and what else tells equal ones apart
 */
public record Size(int steps, int parts, long bits, long magnitude) implements Comparable<Size> {
  private static final Comparator<Size> ORDER =
      Comparator.comparingInt(Size::steps)
          .thenComparingInt(Size::parts)
          .thenComparingLong(Size::bits)
          .thenComparingLong(Size::magnitude);

  public Size {
    if (steps < 0 || parts < 0 || bits < 0 || magnitude < 0) {
      throw new IllegalArgumentException(
          "a negative size: %d, %d, %d, %d".formatted(steps, parts, bits, magnitude));
    }
  }

  @Override
  public int compareTo(Size that) {
    return ORDER.compare(this, that);
  }
}
