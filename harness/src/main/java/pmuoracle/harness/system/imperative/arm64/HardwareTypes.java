package pmuoracle.harness.system.imperative.arm64;

import static pmuoracle.spec.arm64.Arm64Machine.CYCLE;

import java.util.Arrays;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.Level;

/** The hardware's type registers as last written for one virtual CPU. */
public final class HardwareTypes {
  private final long[] values = new long[CYCLE + 1];
  private int eventMask;
  private boolean nonSecure;

  void start(Arm64Machine machine) {
    Arrays.fill(values, 0);
    eventMask = Arm64Machine.eventMask(machine.hostLimit());
    nonSecure = machine.hardwareEl3();
  }

  /** What the register holds; PMCCFILTR for the cycle counter. */
  public long get(int i) {
    return values[i];
  }

  /** Writes the register. */
  public void set(int i, long value) {
    values[i] = value;
  }

  int event(int i) {
    return i == CYCLE ? EventType.CPU_CYCLES : (int) values[i] & eventMask;
  }

  /** Whether the hardware counts at the physical level of the guest's. */
  boolean countsAt(Level level, int i) {
    long value = values[i];
    return switch (level) {
      case EL0 -> has(value, EventType.U) == (nonSecure && has(value, EventType.NSU));
      case EL1, VEL2 -> has(value, EventType.P) == (nonSecure && has(value, EventType.NSK));
    };
  }

  private static boolean has(long value, long bit) {
    return (value & bit) != 0;
  }
}
