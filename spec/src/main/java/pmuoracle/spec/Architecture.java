package pmuoracle.spec;

/** The instruction set whose filter is meant. */
public enum Architecture {
  X86("x86"),
  ARM64("arm64");

  private final String id;

  Architecture(String id) {
    this.id = id;
  }

  /** The name in files and on the command line; also the first part of a model's id. */
  public String id() {
    return id;
  }
}
