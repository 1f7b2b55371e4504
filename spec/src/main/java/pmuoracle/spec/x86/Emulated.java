package pmuoracle.spec.x86;

/** What KVM itself completes for the guest and may count. */
public enum Emulated {
  INSTRUCTION("instruction"),
  BRANCH("branch");

  private final String id;

  Emulated(String id) {
    this.id = id;
  }

  /** The name in files. */
  public String id() {
    return id;
  }

  /** The filter key KVM counts it under. */
  public long event(Vendor vendor) {
    return switch (this) {
      case INSTRUCTION -> 0x00c0;
      case BRANCH -> vendor == Vendor.INTEL ? 0x00c4 : 0x00c2;
    };
  }
}
