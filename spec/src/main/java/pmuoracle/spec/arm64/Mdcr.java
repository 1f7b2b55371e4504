package pmuoracle.spec.arm64;

/** Bit layout of MDCR_EL2, as far as it is modelled. */
public final class Mdcr {
  /** How many event counters belong to the lower levels. */
  public static final long HPMN = 0x1f;

  /** Enables the counters from HPMN on. */
  public static final long HPME = 1L << 7;

  /** Event counters below HPMN do not count at EL2. */
  public static final long HPMD = 1L << 17;

  /** The cycle counter does not count at EL2. */
  public static final long HCCD = 1L << 23;

  /** Counters from HPMN on overflow at 64 bits. */
  public static final long HLP = 1L << 26;

  private Mdcr() {}
}
