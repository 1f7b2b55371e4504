package pmuoracle.harness.system.imperative.arm64;

/** A virtual CPU whose guest owns hardware counters. */
interface HardwareBacked {
  /** The type register as last written to hardware; PMCCFILTR for the cycle counter. */
  long hardwareType(int i);

  /** Whether the sources settle what it holds. */
  default boolean isHardwareKnown(int i) {
    return true;
  }
}
