package pmuoracle.harness.shrink;

import java.util.stream.LongStream;

/** What is smaller than a number: fewer bits, or as many at lower places. */
public final class Numbers {
  private static final long[] KEPT = {0, 1, 0xff, 0xffff, 0xffff_ffffL, 0xffff_ffff_ffffL};

  private Numbers() {}

  /** The boldest first; without the number itself. */
  public static LongStream lower(long value) {
    return LongStream.concat(
            LongStream.concat(LongStream.of(0, 1), kept(value)),
            LongStream.concat(withoutOneBit(value), withOneBitLower(value)))
        .filter(lower -> lower != value);
  }

  /** What is less than a quantity, the boldest first. */
  public static LongStream less(long quantity) {
    return LongStream.concat(
            LongStream.of(0, 1, 0xffff_ffffL),
            LongStream.rangeClosed(1, Long.SIZE - 1).map(k -> quantity - (quantity >>> k)))
        .filter(less -> 0 <= less && less < quantity)
        .distinct();
  }

  /** The number with one bit moved by one place, where there is none. */
  static LongStream beside(long value) {
    return bits(value)
        .flatMap(
            bit ->
                LongStream.of(bit >>> 1, bit << 1)
                    .filter(to -> (value & to) == 0 && to != 0)
                    .map(to -> (value ^ bit) | to));
  }

  private static LongStream kept(long value) {
    return LongStream.of(KEPT).map(mask -> value & mask);
  }

  private static LongStream withoutOneBit(long value) {
    return bits(value).map(bit -> value ^ bit);
  }

  private static LongStream withOneBitLower(long value) {
    long lowestClear = Long.lowestOneBit(~value);
    return bits(value)
        .filter(bit -> bit != 1)
        .flatMap(bit -> LongStream.of(lowestClear, bit >>> 1).map(to -> moved(value, bit, to)));
  }

  private static long moved(long value, long from, long to) {
    boolean down = Long.compareUnsigned(to, from) < 0 && (value & to) == 0;
    return down ? (value ^ from) | to : value;
  }

  /** The set bits, the highest first. */
  private static LongStream bits(long value) {
    return LongStream.iterate(
        Long.highestOneBit(value), bit -> bit != 0, bit -> Long.highestOneBit(value & (bit - 1)));
  }
}
