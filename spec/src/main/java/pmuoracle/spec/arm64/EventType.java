package pmuoracle.spec.arm64;

/** Bit layout of PMEVTYPERn_EL0 and PMCCFILTR_EL0. */
public final class EventType {
  /** Do not count at EL1 (differs from NSK). */
  public static final long P = 1L << 31;

  /** Do not count at EL0 (differs from NSU). */
  public static final long U = 1L << 30;

  public static final long NSK = 1L << 29;
  public static final long NSU = 1L << 28;

  /** Count at EL2. */
  public static final long NSH = 1L << 27;

  /** EL3's. */
  public static final long M = 1L << 26;

  public static final int SW_INCR = 0x00;
  public static final int CPU_CYCLES = 0x11;
  public static final int CHAIN = 0x1e;

  private EventType() {}
}
