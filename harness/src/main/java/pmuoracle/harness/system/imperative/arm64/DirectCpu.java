package pmuoracle.harness.system.imperative.arm64;

import static pmuoracle.spec.arm64.Arm64Machine.CYCLE;

import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Model.Hardware;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.Pmcr;

/** Hardware counters given to the guest, with type registers as the posted series computed them. */
public class DirectCpu extends VirtualCpu implements HardwareBacked {
  private final HardwareTypes hardware = new HardwareTypes();
  private final Hardware way;
  private long denyingBits;
  private boolean loads;

  /** The counters whose hardware type register the sources do not settle. */
  private long unsettled;

  /** The counters that may have counted, or been chained to, something not settled. */
  private long open;

  public DirectCpu(Arm64Model model, InstalledFilter filter) {
    super(model, filter);
    way = model.hardware();
  }

  @Override
  public void start(Arm64Machine machine) {
    super.start(machine);
    hardware.start(machine);
    long highest =
        way == Hardware.DIRECT_V4 && machine.guestEl3()
            ? EventType.NSK | EventType.NSU | EventType.M
            : 0;
    denyingBits = EventType.P | EventType.U | highest;
    loads = way != Hardware.DIRECT_V5 || machine.fineGrainedTraps();
    unsettled = 0;
    open = 0;
  }

  @Override
  public final long hardwareType(int i) {
    return hardware.get(i);
  }

  /** The value for the hardware's type register. */
  protected long computed(int i) {
    long type = registers().type(i);
    boolean denied = isDenied(i);
    return switch (way) {
      case DIRECT_V4 -> denied ? (type | denyingBits) & ~EventType.NSH : type;
      case NONE, REMAP, DIRECT_V5 -> (denied ? type | denyingBits : type) & ~EventType.NSH;
      case DIRECT_V6, DIRECT_V7, DIRECT_V8 -> {
        boolean hyp = registers().isHyp() && (type & EventType.NSH) != 0;
        long kept = type & ~(hyp ? EventType.NSH | EventType.P : EventType.NSH);
        yield denied ? kept | denyingBits : kept;
      }
    };
  }

  @Override
  public void load() {
    unsettled &= 1L << CYCLE;
    for (int i = 0; loads && i < registers().counters(); i++) {
      hardware.set(i, computed(i));
    }
    if (loads && way != Hardware.DIRECT_V7) {
      hardware.set(CYCLE, computed(CYCLE));
    }
  }

  @Override
  void wentTo(boolean transition) {
    if (transition) {
      load();
    }
  }

  @Override
  protected long stored(long value) {
    return switch (way) {
      case DIRECT_V5, DIRECT_V6, DIRECT_V7 -> value;
      case NONE, REMAP, DIRECT_V4, DIRECT_V8 -> super.stored(value);
    };
  }

  @Override
  void typeWritten(int i) {
    switch (way) {
      case DIRECT_V4, DIRECT_V5 -> hardware.set(i, computed(i));
      case DIRECT_V7 -> unsettled |= 1L << i;
      case NONE, REMAP, DIRECT_V6, DIRECT_V8 -> {}
    }
  }

  @Override
  protected final boolean counts(int i, int event) {
    return hardware.event(i) == event
        && registers().isOn()
        && registers().isSelected(i)
        && hardware.countsAt(registers().level(), i);
  }

  @Override
  protected final boolean countsSoftware(int i, int event) {
    return counts(i, event);
  }

  @Override
  boolean isLong(int i) {
    return registers().hasPmcr(i == CYCLE ? Pmcr.LC : Pmcr.LP);
  }

  @Override
  protected void counted() {
    open |= unsettled;
    for (int i = 1; open != 0 && i < registers().counters(); i += 2) {
      open |= isChainedToOpen(i) ? 1L << i : 0;
    }
  }

  private boolean isChainedToOpen(int i) {
    return i % 2 == 1 && hardware.event(i) == EventType.CHAIN && (open >>> (i - 1) & 1) != 0;
  }

  @Override
  public boolean isHardwareKnown(int i) {
    return (unsettled >>> i & 1) == 0;
  }

  @Override
  public boolean isAdvanceKnown(int i) {
    return isHardwareKnown(i) && !isChainedToOpen(i);
  }

  @Override
  public boolean isValueKnown(int i) {
    return (open >>> i & 1) == 0;
  }

  @Override
  public boolean areOverflowsKnown() {
    return open == 0;
  }

  @Override
  public boolean isTypeKnown(int i) {
    return switch (way) {
      case DIRECT_V4 -> !isDenied(i);
      case DIRECT_V7 -> false;
      case NONE, REMAP, DIRECT_V5, DIRECT_V6, DIRECT_V8 -> true;
    };
  }
}
