package pmuoracle.harness.system.imperative.arm64;

import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Model.UpperAdvertised;
import pmuoracle.spec.arm64.EventType;

/** PMCEID0_EL0 and PMCEID1_EL0 as the guest reads them. */
public class Advertised {
  /** The stall-slot events 0x3d to 0x3f in PMCEID1. */
  static final long STALL_SLOTS = 0xe000_0000L;

  private static final long STALL_SLOT = 0x8000_0000L;
  private static final int VERSION_WITH_STALL_SLOT = 5;
  private static final long SW_INCR = 1L << EventType.SW_INCR;
  private static final long CHAIN = 1L << EventType.CHAIN;
  private static final int UPPER = 0x4000;
  private static final int HALF = 32;

  private final Arm64Model model;
  private final InstalledFilter filter;
  private boolean upperFiltered;
  private boolean upperCounted;
  private long common;
  private long further;

  public Advertised(Arm64Model model, InstalledFilter filter) {
    this.model = model;
    this.filter = filter;
  }

  /** The registers are this machine's from now on. */
  public final void start(Arm64Machine machine) {
    upperFiltered = hasUpper(EventNumbers.bound(model, machine) - 1);
    upperCounted = hasUpper(EventNumbers.mask(model, machine));
    common = machine.ceid0() | always();
    further = machine.ceid1() & ~hidden(machine);
  }

  /** Whether the sources settle what a read returns. */
  public final boolean isKnown() {
    return model.upperAdvertised() == UpperAdvertised.BOUNDED
        || !filter.isPresent()
        || upperFiltered;
  }

  /** The register that begins with event 0 or 0x20. */
  public final long value(int firstEvent) {
    long all = firstEvent == 0 ? common : further;
    return filter.isPresent() ? filtered(all, firstEvent) : all;
  }

  /** What of the register remains under a filter. */
  protected long filtered(long all, int firstEvent) {
    long upper = upperCounted ? filter.allowed32(UPPER + firstEvent) : unreached();
    return all & (upper << HALF | filter.allowed32(firstEvent));
  }

  /** The mask of an upper half that the event space does not reach. */
  protected long unreached() {
    return 0;
  }

  /** The events of PMCEID1 that the guest is not told of. */
  protected long hidden(Arm64Machine machine) {
    return switch (model.advertisedBase()) {
      case HARDWARE -> 0;
      case LESS_STALL_SLOT -> machine.hostVersion() >= VERSION_WITH_STALL_SLOT ? STALL_SLOT : 0;
      case WITH_CHAIN -> STALL_SLOTS;
      case WITH_SOFTWARE -> machine.strict() ? 0 : STALL_SLOTS;
    };
  }

  /** The events of PMCEID0 that the guest is told of whatever the hardware has. */
  private long always() {
    return switch (model.advertisedBase()) {
      case HARDWARE, LESS_STALL_SLOT -> 0;
      case WITH_CHAIN -> CHAIN;
      case WITH_SOFTWARE -> SW_INCR | CHAIN;
    };
  }

  /** Whether an event space with this mask reaches the upper halves of the registers. */
  private static boolean hasUpper(int mask) {
    return (mask & UPPER) != 0;
  }
}
