package pmuoracle.harness.system.imperative.x86;

import pmuoracle.spec.x86.FixedControl;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;

/**
 * The state of one virtual CPU's PMU: its counters, the registers that control them, which counters
 * wait to be programmed, and what the hardware was last told to count. Counters are numbered as in
 * {@link X86Machine#counters}; sets of them are {@code int} bit masks.
 */
public abstract class RegisterFile {
  private static final int MOST = X86Machine.MAX_GENERAL_PURPOSE + X86Machine.MAX_FIXED;

  boolean amd;
  boolean hasGlobalControl;
  int generalPurpose;
  int counters;
  int unavailable;
  long counterMask;
  long keyMask;
  final long[] globalBits = new long[MOST];

  final long[] values = new long[MOST];
  final long[] eventSelects = new long[X86Machine.MAX_GENERAL_PURPOSE];
  long fixedControl;
  long globalControl;
  long globalStatus;
  private long lastClear;

  boolean svme;
  boolean inL2;

  int pending;
  int armed;
  final long[] armedKeys = new long[MOST];
  final int[] armedPrivileges = new int[MOST];

  RegisterFile() {}

  /** A fresh virtual CPU of this machine. */
  public void start(X86Machine machine) {
    amd = machine.vendor() == Vendor.AMD;
    hasGlobalControl = machine.globalControl();
    generalPurpose = machine.generalPurpose();
    counters = machine.counters();
    unavailable = machine.unavailableEvents();
    counterMask = machine.counterMask();
    keyMask = machine.vendor().keyMask();
    for (int c = 0; c < counters; c++) {
      globalBits[c] = 1L << machine.globalBit(c);
    }
    reset();
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
    lastClear = 0;
    svme = false;
    inL2 = false;
    pending = 0;
  }

  /** No counter counts until it is programmed anew. */
  protected void stopHardware() {
    armed = 0;
  }

  final boolean isGloballyEnabled(int c) {
    return !hasGlobalControl || (globalControl & globalBits[c]) != 0;
  }

  protected final boolean isGeneralPurpose(int c) {
    return c < generalPurpose;
  }

  protected final boolean isAmd() {
    return amd;
  }

  final int generalPurpose() {
    return generalPurpose;
  }

  protected final int counters() {
    return counters;
  }

  /** The counter's nibble of a fixed-control value. */
  final long nibble(long control, int c) {
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
  final boolean advance(int c, long by) {
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

  protected final long guestEventSelect(int c) {
    return eventSelects[c];
  }

  public final long fixedControl() {
    return fixedControl;
  }

  public final long globalControl() {
    return globalControl;
  }

  /** Whether global control's changed bits have the counter's. */
  protected final boolean isAmong(long bits, int c) {
    return (bits & globalBits[c]) != 0;
  }

  public final long globalStatus() {
    return globalStatus;
  }

  /** What was written last to clear bits of global status. */
  final long lastClear() {
    return lastClear;
  }

  public final void clearGlobalStatus(long bits) {
    lastClear = bits;
    globalStatus &= ~bits;
  }

  final void reportOverflow(int c) {
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

  final boolean isPending(int c) {
    return (pending >>> c & 1) != 0;
  }

  protected final void mark(int c) {
    pending |= 1 << c;
  }

  final void unmark(int c) {
    pending &= ~(1 << c);
  }

  /** Lets the hardware count this event at these privileges. */
  final void arm(int c, long key, int privileges) {
    armed |= 1 << c;
    armedKeys[c] = key;
    armedPrivileges[c] = privileges;
  }

  final void disarm(int c) {
    armed &= ~(1 << c);
  }
}
