package pmuoracle.harness.system.imperative.arm64;

import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;

/** Whose PMU version says how many events there are. */
public final class EventNumbers {
  private EventNumbers() {}

  /** How many events a filter range may reach: 1,024 or 65,536. */
  public static int bound(Arm64Model model, Arm64Machine machine) {
    return 1
        + switch (model.eventSpace()) {
          case HOST -> Arm64Machine.eventMask(machine.hostVersion());
          case HOST_BOUNDS_VM_MASKS -> Arm64Machine.eventMask(machine.hostLimit());
        };
  }

  /** The event bits of a guest's type register. */
  public static int mask(Arm64Model model, Arm64Machine machine) {
    return switch (model.eventSpace()) {
      case HOST -> Arm64Machine.eventMask(machine.hostVersion());
      case HOST_BOUNDS_VM_MASKS -> Arm64Machine.eventMask(machine.vmVersion());
    };
  }
}
