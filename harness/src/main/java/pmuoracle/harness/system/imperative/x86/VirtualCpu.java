package pmuoracle.harness.system.imperative.x86;

import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FixedControl;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Model.InitialGlobal;

/**
 * The PMU of one virtual CPU: what a write, an entry, an event or an emulated instruction does to
 * it. Privileges are {@link FixedControl#OS} and {@link FixedControl#USR}.
 */
public abstract class VirtualCpu extends RegisterFile {
  /** The bits of global control that can belong to general-purpose counters. */
  private static final long GENERAL_PURPOSE_BITS = 0xffff_ffffL;

  private final X86Model model;
  private final InstalledFilter filter;
  private long allGlobalBits;
  private boolean hasRun;

  VirtualCpu(X86Model model, InstalledFilter filter) {
    this.model = model;
    this.filter = filter;
  }

  @Override
  public void start(X86Machine machine) {
    super.start(machine);
    hasRun = false;
    allGlobalBits = machine.globalControl() ? machine.globalBits() : 0;
    globalControl = allGlobalBits & initially(model.initialGlobal());
  }

  /** The owner writes the values after RESET to every register. */
  public void resetByOwner() {
    reset();
    globalControl = allGlobalBits & GENERAL_PURPOSE_BITS;
  }

  /** The guest does something. */
  final void ran() {
    hasRun = true;
  }

  /** The owner sets the same CPUID again. */
  public void refresh() {
    switch (model.refresh()) {
      case GLOBAL_CONTROL_ALWAYS ->
          globalControl = allGlobalBits & initially(model.initialGlobal());
      case GLOBAL_CONTROL -> {
        if (!hasRun) {
          globalControl = allGlobalBits & initially(model.initialGlobal());
        }
      }
      case NOTHING -> {}
      case RESETS -> {
        if (!hasRun) {
          reset();
          globalControl = allGlobalBits & initially(model.initialGlobal());
        }
      }
    }
  }

  /** Which bits are set before the guest's first write. */
  private static long initially(InitialGlobal initial) {
    return switch (initial) {
      case GENERAL_PURPOSE_AND_FIXED -> -1L;
      case ZERO -> 0;
      case GENERAL_PURPOSE -> GENERAL_PURPOSE_BITS;
    };
  }

  public final void setEventSelect(int c, long value) {
    if (eventSelects[c] != value) {
      eventSelects[c] = value;
      eventSelectChanged(c);
    }
  }

  public final void setFixedControl(long value) {
    long before = fixedControl;
    if (before != value) {
      fixedControl = value;
      fixedControlChanged(before);
    }
  }

  public final void setGlobalControl(long value) {
    long changed = globalControl ^ value;
    if (changed != 0) {
      globalControl = value;
      globalControlChanged(changed);
    }
  }

  /** Loads global control as entering or leaving L2 does. */
  public void loadGlobalControl(long value) {
    setGlobalControl(value);
  }

  /** Sets EFER.SVME; clearing it leaves L2. */
  public final void setSvme(boolean value) {
    if (svme != value) {
      svme = value;
      inL2 = false;
      modeChanged();
    }
  }

  public final void setInL2(boolean value) {
    inL2 = value;
    modeChanged();
  }

  /** Serves what is pending. */
  public void enter() {
    int marked = pending;
    pending = 0;
    while (marked != 0) {
      program(Integer.numberOfTrailingZeros(marked));
      marked &= marked - 1;
    }
  }

  /** A new filter is to govern every counter from the next entry. */
  public void filterReplaced() {
    pending = (1 << counters) - 1;
  }

  /** The event occurs; returns by how much the counter advanced. */
  public final long retire(int c, long event, long times, int privilege) {
    if ((armed >>> c & 1) == 0
        || armedKeys[c] != event
        || (armedPrivileges[c] & privilege) == 0
        || !isLive(c)) {
      return 0;
    }
    if (advance(c, times)) {
      overflowed(c);
    }
    return times;
  }

  /** KVM completes an instruction of this event; returns by how much the counter advanced. */
  public final long emulate(int c, long event, int privilege) {
    if (!matches(c, event) || !isEnabled(c)) {
      return 0;
    }
    boolean counts =
        switch (model.emulated()) {
          case NONE -> false;
          case LATCHED -> (latchedPrivileges(c) & privilege) != 0;
          case UNFILTERED -> (privileges(c) & privilege) != 0;
          case FILTERED -> (privileges(c) & privilege) != 0 && countsEmulated(c);
        };
    return counts ? bump(c) : 0;
  }

  // What the generations do differently.

  /** Evaluates the counter anew and tells the hardware, or what is loaded into it. */
  protected abstract void program(int c);

  /** The guest changed the event select of this counter. */
  abstract void eventSelectChanged(int c);

  /** The guest changed fixed control from this value. */
  abstract void fixedControlChanged(long before);

  /** Global control has changed in these bits. */
  abstract void globalControlChanged(long bits);

  /** EFER.SVME or the level has changed. */
  abstract void modeChanged();

  /** A counter wrapped while it retired events. */
  protected abstract void overflowed(int c);

  /** Counts one emulated instruction; returns by how much the counter advanced. */
  protected abstract long bump(int c);

  /** Whether an armed counter is not held by a control that acts at once. */
  protected abstract boolean isLive(int c);

  /** The privileges of the last programming that let the counter run. */
  abstract int latchedPrivileges(int c);

  // Questions about a counter.

  /** Whether the guest has enabled the counter, globally and locally. */
  final boolean isEnabled(int c) {
    return isGloballyEnabled(c) && isLocallyEnabled(c);
  }

  /** Whether the counter's own control enables it. */
  boolean isLocallyEnabled(int c) {
    return isGeneralPurpose(c)
        ? (eventSelects[c] & EventSelect.ENABLE) != 0
        : (nibble(fixedControl, c) & FixedControl.ENABLE) != 0;
  }

  /** Whether neither the filter nor what stands beside it forbids the counter. */
  final boolean isPermitted(int c) {
    return !isGated(c)
        && (isGeneralPurpose(c)
            ? filter.allowsEvent(eventSelects[c])
            : filter.allowsFixed(c - generalPurpose));
  }

  /** Whether an emulated instruction on this enabled counter is counted, where that is filtered. */
  protected boolean countsEmulated(int c) {
    return isPermitted(c);
  }

  /** Whether CPUID's unavailable events forbid the counter. */
  protected boolean isGated(int c) {
    return model.architecturalGate() && isUnavailable(c);
  }

  /** Whether the counter's event is an architectural one that CPUID says is missing. */
  protected final boolean isUnavailable(int c) {
    if (unavailable == 0) {
      return false;
    }
    long event =
        isGeneralPurpose(c) ? eventSelects[c] & 0xffff : FixedControl.encoding(c - generalPurpose);
    int index = ArchitecturalEvents.index(event);
    return index >= 0 && (unavailable >>> index & 1) != 0;
  }

  /** The event the hardware is told to count. */
  protected long programmedKey(int c, long eventSelect) {
    return isGeneralPurpose(c) ? eventSelect & keyMask : fixedKey(c - generalPurpose);
  }

  /** The event fixed counter {@code index} stands for. */
  protected long fixedKey(int index) {
    return FixedControl.encoding(index);
  }

  /** The privileges the guest's control selects. */
  final int privileges(int c) {
    return isGeneralPurpose(c)
        ? privilegesOf(eventSelects[c])
        : (int) (nibble(fixedControl, c) & FixedControl.ENABLE);
  }

  /** The privileges an event select selects. */
  static int privilegesOf(long eventSelect) {
    int os = (eventSelect & EventSelect.OS) != 0 ? (int) FixedControl.OS : 0;
    int usr = (eventSelect & EventSelect.USR) != 0 ? (int) FixedControl.USR : 0;
    return os | usr;
  }

  private boolean matches(int c, long event) {
    return isGeneralPurpose(c)
        ? ((eventSelects[c] ^ event) & EventSelect.RAW_EVENT_NB) == 0
        : FixedControl.encoding(c - generalPurpose) == event;
  }
}
