package pmuoracle.spec.x86;

/** Bit layout of an entry under {@link FilterRequest#MASKED_EVENTS}. */
public final class MaskedEntry {
  public static final long SELECT = EventSelect.SELECT_LOW | EventSelect.SELECT_HIGH;
  public static final long MATCH = 0xff00L;
  public static final int MATCH_SHIFT = 8;
  public static final long EXCLUDE = 1L << 55;
  public static final long MASK = 0xffL << 56;
  public static final int MASK_SHIFT = 56;

  private MaskedEntry() {}

  /**
   * The entry for these fields, as {@code KVM_PMU_ENCODE_MASKED_ENTRY} makes it: excess bits are
   * cut off.
   *
   * @param select 12 bits, of which 11:8 go to 35:32
   * @param mask 8 bits
   * @param match 8 bits
   */
  public static long encode(int select, int mask, int match, boolean exclude) {
    return (select & 0xffL)
        | ((select & 0xf00L) << 24)
        | ((match & 0xffL) << MATCH_SHIFT)
        | ((long) mask << MASK_SHIFT)
        | (exclude ? EXCLUDE : 0);
  }
}
