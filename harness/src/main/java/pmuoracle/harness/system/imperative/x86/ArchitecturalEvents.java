package pmuoracle.harness.system.imperative.x86;

/** Intel's architectural events, numbered as CPUID numbers them. */
final class ArchitecturalEvents {
  private ArchitecturalEvents() {}

  /** The number of the event with these 16 bits of select and unit mask, or -1. */
  static int index(long event) {
    return switch ((int) event) {
      case 0x003c -> 0;
      case 0x00c0 -> 1;
      case 0x013c -> 2;
      case 0x4f2e -> 3;
      case 0x412e -> 4;
      case 0x00c4 -> 5;
      case 0x00c5 -> 6;
      default -> -1;
    };
  }
}
