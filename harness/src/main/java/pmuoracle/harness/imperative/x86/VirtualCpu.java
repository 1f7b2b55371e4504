package pmuoracle.harness.imperative.x86;

import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FixedControl;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Model.InitialGlobal;

/**
 * The PMU of one virtual CPU: its counters, the registers that control them, and the hardware as
 * last told. Counters are numbered as in {@link X86Machine#counters}; sets of them are {@code int}
 * bit masks. Privileges are {@link FixedControl#OS} and {@link FixedControl#USR}.
 */
public abstract class VirtualCpu {
  private static final int MOST = X86Machine.MAX_GENERAL_PURPOSE + X86Machine.MAX_FIXED;

  private final X86Model model;
  private final InstalledFilter filter;

  private boolean amd;
  private boolean hasGlobalControl;
  private int generalPurpose;
  private int counters;
  private int unavailable;
  private long counterMask;
  private long keyMask;
  private final long[] globalBits = new long[MOST];

  private final long[] values = new long[MOST];
  private final long[] eventSelects = new long[X86Machine.MAX_GENERAL_PURPOSE];
  private long fixedControl;
  private long globalControl;
  private long globalStatus;

  private boolean svme;
  private boolean inL2;

  private int pending;
  private int armed;
  private final long[] armedKeys = new long[MOST];
  private final int[] armedPrivileges = new int[MOST];

  protected VirtualCpu(X86Model model, InstalledFilter filter) {
    this.model = model;
    this.filter = filter;
  }

  /** A fresh virtual CPU of this machine. */
  public void start(X86Machine machine) {
    amd = machine.vendor() == Vendor.AMD;
    hasGlobalControl = machine.globalControl();
    generalPurpose = machine.generalPurpose();
    counters = machine.counters();
    unavailable = machine.unavailableEvents();
    counterMask = machine.counterMask();
    keyMask = machine.vendor().keyMask();
    long gpBits = 0;
    long allBits = 0;
    for (int c = 0; c < counters; c++) {
      globalBits[c] = 1L << machine.globalBit(c);
      allBits |= globalBits[c];
      gpBits |= c < generalPurpose ? globalBits[c] : 0;
    }
    reset();
    if (hasGlobalControl) {
      boolean fixedToo = model.initialGlobal() == InitialGlobal.GENERAL_PURPOSE_AND_FIXED;
      globalControl = fixedToo ? allBits : gpBits;
    }
  }

  /** Every register and counter is 0, nothing is pending or armed. */
  public void reset() {
    stopHardware();
    for (int c = 0; c < counters; c++) {
      values[c] = 0;
    }
    for (int c = 0; c < generalPurpose; c++) {
      eventSelects[c] = 0;
    }
    fixedControl = 0;
    globalControl = 0;
    globalStatus = 0;
    svme = false;
    inL2 = false;
    pending = 0;
  }

  /** No counter counts until it is programmed anew. */
  protected void stopHardware() {
    armed = 0;
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
  protected abstract void eventSelectChanged(int c);

  /** The guest changed fixed control from this value. */
  protected abstract void fixedControlChanged(long before);

  /** Global control has changed in these bits. */
  protected abstract void globalControlChanged(long bits);

  /** EFER.SVME or the level has changed. */
  protected abstract void modeChanged();

  /** A counter wrapped while it retired events. */
  protected abstract void overflowed(int c);

  /** Counts one emulated instruction; returns by how much the counter advanced. */
  protected abstract long bump(int c);

  /** Whether an armed counter is not held by a control that acts at once. */
  protected abstract boolean isLive(int c);

  /** The privileges of the last programming that let the counter run. */
  protected abstract int latchedPrivileges(int c);

  // Questions about a counter.

  /** Whether the guest has enabled the counter, globally and locally. */
  protected final boolean isEnabled(int c) {
    return isGloballyEnabled(c) && isLocallyEnabled(c);
  }

  protected final boolean isGloballyEnabled(int c) {
    return !hasGlobalControl || (globalControl & globalBits[c]) != 0;
  }

  /** Whether the counter's own control enables it. */
  protected boolean isLocallyEnabled(int c) {
    return isGeneralPurpose(c)
        ? (eventSelects[c] & EventSelect.ENABLE) != 0
        : (nibble(fixedControl, c) & FixedControl.ENABLE) != 0;
  }

  /** Whether the filter, and nothing that stands beside it, forbids the counter. */
  protected final boolean isPermitted(int c) {
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
  protected final int privileges(int c) {
    return isGeneralPurpose(c)
        ? privilegesOf(eventSelects[c])
        : (int) (nibble(fixedControl, c) & FixedControl.ENABLE);
  }

  /** The privileges an event select selects. */
  protected static int privilegesOf(long eventSelect) {
    int os = (eventSelect & EventSelect.OS) != 0 ? (int) FixedControl.OS : 0;
    int usr = (eventSelect & EventSelect.USR) != 0 ? (int) FixedControl.USR : 0;
    return os | usr;
  }

  private boolean matches(int c, long event) {
    return isGeneralPurpose(c)
        ? ((eventSelects[c] ^ event) & EventSelect.RAW_EVENT_NB) == 0
        : FixedControl.encoding(c - generalPurpose) == event;
  }

  // State.

  protected final boolean isGeneralPurpose(int c) {
    return c < generalPurpose;
  }

  protected final boolean isAmd() {
    return amd;
  }

  protected final int generalPurpose() {
    return generalPurpose;
  }

  protected final int counters() {
    return counters;
  }

  /** The counter's nibble of a fixed-control value. */
  protected final long nibble(long control, int c) {
    return FixedControl.nibble(control, c - generalPurpose);
  }

  /** What a read of the counter returns. */
  public long counter(int c) {
    return values[c];
  }

  /** Sets the counter's value, cut to the width. */
  public void setCounter(int c, long value) {
    values[c] = value & counterMask;
  }

  protected final long value(int c) {
    return values[c];
  }

  /** Adds less than the counter can hold to the value; returns whether it wrapped. */
  protected final boolean advance(int c, long by) {
    long before = values[c];
    values[c] = (before + by) & counterMask;
    return Long.compareUnsigned(values[c], before) < 0;
  }

  final long counterMask() {
    return counterMask;
  }

  /** The guest's event select, as it reads it back. */
  public long eventSelect(int c) {
    return eventSelects[c];
  }

  public final void setEventSelect(int c, long value) {
    if (eventSelects[c] != value) {
      eventSelects[c] = value;
      eventSelectChanged(c);
    }
  }

  protected final long guestEventSelect(int c) {
    return eventSelects[c];
  }

  public final long fixedControl() {
    return fixedControl;
  }

  public final void setFixedControl(long value) {
    long before = fixedControl;
    if (before != value) {
      fixedControl = value;
      fixedControlChanged(before);
    }
  }

  public final long globalControl() {
    return globalControl;
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

  /** Whether global control's changed bits have the counter's. */
  protected final boolean isAmong(long bits, int c) {
    return (bits & globalBits[c]) != 0;
  }

  public final long globalStatus() {
    return globalStatus;
  }

  public final void clearGlobalStatus(long bits) {
    globalStatus &= ~bits;
  }

  protected final void reportOverflow(int c) {
    globalStatus |= globalBits[c];
  }

  /** AMD's EFER.SVME. */
  public final boolean svme() {
    return svme;
  }

  /** Whether the guest is in its own guest. */
  public final boolean isInL2() {
    return inL2;
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

  protected final boolean isPending(int c) {
    return (pending >>> c & 1) != 0;
  }

  protected final void mark(int c) {
    pending |= 1 << c;
  }

  protected final void unmark(int c) {
    pending &= ~(1 << c);
  }

  /** Lets the hardware count this event at these privileges. */
  protected final void arm(int c, long key, int privileges) {
    armed |= 1 << c;
    armedKeys[c] = key;
    armedPrivileges[c] = privileges;
  }

  protected final void disarm(int c) {
    armed &= ~(1 << c);
  }
}
