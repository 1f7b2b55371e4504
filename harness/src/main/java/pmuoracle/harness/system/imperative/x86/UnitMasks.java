package pmuoracle.harness.system.imperative.x86;

/**
 * Sets of unit masks as 256 bits in four words, unit mask {@code u} at bit {@code u & 63} of word
 * {@code u >> 6}.
 */
final class UnitMasks {
  /** For each of the low six bits of a unit mask, the places of a word where that bit is one. */
  private static final long[] ONES = {
    0xaaaa_aaaa_aaaa_aaaaL,
    0xcccc_cccc_cccc_ccccL,
    0xf0f0_f0f0_f0f0_f0f0L,
    0xff00_ff00_ff00_ff00L,
    0xffff_0000_ffff_0000L,
    0xffff_ffff_0000_0000L
  };

  static final int WORDS = 4;

  private UnitMasks() {}

  /** Adds to the set that begins at this word every unit mask whose bits under mask equal match. */
  static void add(long[] sets, int at, int mask, int match) {
    if ((match & ~mask) != 0) {
      return;
    }
    long low = -1L;
    for (int bit = 0; bit < ONES.length; bit++) {
      // Not branched on: a processor could not guess an entry's bits.
      long compared = -(mask >> bit & 1L);
      long one = -(match >> bit & 1L);
      low &= ~(compared & (ONES[bit] ^ one));
    }
    for (int word = 0; word < WORDS; word++) {
      sets[at + word] |= (word & mask >> 6) == match >> 6 ? low : 0;
    }
  }

  /** Whether the set that begins at this word has the unit mask and the one after it has not. */
  static boolean containsAlone(long[] sets, int at, int unitMask) {
    int word = at + (unitMask >> 6);
    return ((sets[word] & ~sets[word + WORDS]) >>> unitMask & 1) != 0;
  }
}
