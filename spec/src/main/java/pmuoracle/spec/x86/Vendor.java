package pmuoracle.spec.x86;

/**
 * The host's KVM module, which decides how wide an event select is; not the guest's CPUID vendor
 * string.
 */
public enum Vendor {
  INTEL("intel", EventSelect.SELECT_LOW, 8),
  AMD("amd", EventSelect.SELECT_LOW | EventSelect.SELECT_HIGH, 6);

  private final String id;
  private final long selectMask;
  private final int maxGeneralPurpose;

  Vendor(String id, long selectMask, int maxGeneralPurpose) {
    this.id = id;
    this.selectMask = selectMask;
    this.maxGeneralPurpose = maxGeneralPurpose;
  }

  /** The name in files. */
  public String id() {
    return id;
  }

  /** The event-select bits of a selector. */
  public long selectMask() {
    return selectMask;
  }

  /** Event select and unit mask: the bits of a selector that name an event. */
  public long keyMask() {
    return selectMask | EventSelect.UNIT_MASK;
  }

  /** The most general-purpose counters a machine of this vendor has. */
  public int maxGeneralPurpose() {
    return maxGeneralPurpose;
  }
}
