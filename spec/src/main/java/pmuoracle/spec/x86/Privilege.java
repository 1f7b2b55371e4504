package pmuoracle.spec.x86;

/** The privilege level at which something retires. */
public enum Privilege {
  KERNEL("kernel"),
  USER("user");

  private final String id;

  Privilege(String id) {
    this.id = id;
  }

  /** The name in files. */
  public String id() {
    return id;
  }
}
