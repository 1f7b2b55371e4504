package pmuoracle.spec;

/** What a guest access or instruction raises in the guest. */
public enum Fault {
  NONE(0, "none"),
  /** x86 general protection. */
  GP(1, "gp"),
  /** Undefined instruction: x86 #UD, arm64 UNDEF. */
  UD(2, "ud"),
  /** Taken to the guest hypervisor instead of having its effect. */
  TRAPPED(3, "trapped");

  private final int number;
  private final String id;

  Fault(int number, String id) {
    this.number = number;
    this.id = id;
  }

  /** The cell of a {@link Trace} that stands for it. */
  public int number() {
    return number;
  }

  /** The name in files. */
  public String id() {
    return id;
  }

  /** The constant with this number; an {@link IllegalArgumentException} if there is none. */
  public static Fault of(long number) {
    for (Fault fault : values()) {
      if (fault.number == number) {
        return fault;
      }
    }
    throw new IllegalArgumentException("no fault " + number + " in the vocabulary");
  }
}
