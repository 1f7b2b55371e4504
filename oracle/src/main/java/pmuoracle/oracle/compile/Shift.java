package pmuoracle.oracle.compile;

/** Shifts by a computed amount, read as unsigned; words zero-extended. Called by compiled code. */
final class Shift {
  private Shift() {}

  /** The bits that leave the word at the top are the caller's to clear. */
  static long left(long word, long amount, int width) {
    return Long.compareUnsigned(amount, width) < 0 ? word << (int) amount : 0;
  }

  static long right(long word, long amount, int width) {
    return Long.compareUnsigned(amount, width) < 0 ? word >>> (int) amount : 0;
  }

  /** Of a sign-extended word; the result's bits above the width are the caller's to clear. */
  static long signedRight(long word, long amount, int width) {
    return word >> (Long.compareUnsigned(amount, width) < 0 ? (int) amount : 63);
  }
}
