package pmuoracle.spec.arm64;

/** Bit layout of HCR_EL2, as far as it is modelled. */
public final class Hcr {
  public static final long TGE = 1L << 27;
  public static final long E2H = 1L << 34;

  private Hcr() {}
}
