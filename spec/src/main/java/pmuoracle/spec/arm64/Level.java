package pmuoracle.spec.arm64;

/** Where a guest executes. */
public enum Level {
  EL0("el0"),
  EL1("el1"),
  /** Virtual EL2: the guest hypervisor, at physical EL1. */
  VEL2("vel2");

  private final String id;

  Level(String id) {
    this.id = id;
  }

  /** The name in files. */
  public String id() {
    return id;
  }
}
