package pmuoracle.spec.arm64;

/** Bit layout of PMCR_EL0, as far as it is modelled. */
public final class Pmcr {
  /** Enables the counters below HPMN and the cycle counter. */
  public static final long E = 1;

  /** Writing 1 sets event counters to 0. */
  public static final long P = 1L << 1;

  /** Writing 1 sets the cycle counter to 0. */
  public static final long C = 1L << 2;

  /** Divides the clock; kept, and of no effect here. */
  public static final long D = 1L << 3;

  /** Exports events; kept, and of no effect here. */
  public static final long X = 1L << 4;

  /** The cycle counter does not count where event counting is prohibited. */
  public static final long DP = 1L << 5;

  /** The cycle counter overflows at 64 bits. */
  public static final long LC = 1L << 6;

  /** Event counters below HPMN overflow at 64 bits. */
  public static final long LP = 1L << 7;

  public static final int N_SHIFT = 11;

  private Pmcr() {}
}
