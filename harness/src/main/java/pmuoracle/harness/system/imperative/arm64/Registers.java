package pmuoracle.harness.system.imperative.arm64;

import static pmuoracle.spec.arm64.Arm64Machine.CYCLE;

import java.util.Arrays;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Deviation;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.Hcr;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Mdcr;
import pmuoracle.spec.arm64.Pmcr;

/**
 * The PMU registers of one virtual CPU, and the questions that they alone answer. Sets of counters
 * are bit masks, the cycle counter at bit 31.
 */
public final class Registers {
  private static final int EVENT_BITS = 0xffff;
  private static final int MOST = CYCLE + 1;
  private static final long CYCLE_BIT = 1L << CYCLE;
  private static final long LOW_32 = 0xffff_ffffL;

  /** {@code ARMV8_PMU_EVTYPE_MASK} up to v6.1. */
  private static final long FIXED_TYPE_BITS =
      EventType.P | EventType.U | EventType.NSH | EVENT_BITS;

  private int counters;
  private boolean nested;
  private int eventMask;
  private long typeMask;
  private long shownTypeMask;
  private long valueMask;
  private long pmcrMask;
  private long mdcrMask;
  private boolean showsAll;

  private final long[] types = new long[MOST];
  private final long[] values = new long[MOST];
  private long enables;
  private long overflows;
  private long pmcr;
  private long mdcr;
  private long hcr;
  private Level level = Level.EL1;

  /** As after reset. */
  void start(Arm64Model model, Arm64Machine machine) {
    counters = machine.counters();
    nested = machine.nested();
    eventMask = EventNumbers.mask(model, machine);
    switch (model.typeBits()) {
      case FIXED -> {
        typeMask = FIXED_TYPE_BITS;
        shownTypeMask = FIXED_TYPE_BITS;
      }
      case AS_GUEST_HAS -> {
        typeMask =
            EventType.P
                | EventType.U
                | eventMask
                | (machine.guestEl2() ? EventType.NSH : 0)
                | (machine.guestEl3() ? EventType.NSK | EventType.NSU | EventType.M : 0);
        shownTypeMask = -1L;
      }
    }
    int version = machine.vmVersion();
    valueMask = version >= 6 ? -1L : LOW_32;
    boolean longKept = version >= 6 || !model.longFromVersion6();
    pmcrMask = Pmcr.E | Pmcr.D | Pmcr.X | Pmcr.LC | Pmcr.DP | (longKept ? Pmcr.LP : 0);
    mdcrMask =
        Mdcr.HPMN
            | Mdcr.HPME
            | (version >= 4 ? Mdcr.HPMD : 0)
            | (version >= 6 ? Mdcr.HCCD | Mdcr.HLP : 0);
    showsAll = model.deviates(Deviation.READS_UNMASKED);
    Arrays.fill(types, 0);
    Arrays.fill(values, 0);
    enables = 0;
    overflows = 0;
    pmcr = 0;
    mdcr = counters;
    hcr = 0;
    level = nested ? Level.VEL2 : Level.EL1;
  }

  // Where the guest is.

  public Level level() {
    return level;
  }

  void setLevel(Level next) {
    level = next;
  }

  public boolean isNested() {
    return nested;
  }

  /** Whether the guest is at a level of its own guest, or of that guest's userspace. */
  public boolean isBelowVirtualEl2() {
    return nested && level != Level.VEL2;
  }

  /** Whether physical EL1 is virtual EL2. */
  public boolean isHyp() {
    return nested && (level == Level.VEL2 || (hcr & Hcr.TGE) != 0);
  }

  // Counters.

  public int counters() {
    return counters;
  }

  /** PMCR.N as the guest reads it where it is. */
  public int visible() {
    return isBelowVirtualEl2() ? hpmn() : counters;
  }

  /** The counters the guest can reach where it is. */
  public long reachable() {
    return (1L << visible()) - 1 | CYCLE_BIT;
  }

  /** The counters of the machine. */
  long implemented() {
    return (1L << counters) - 1 | CYCLE_BIT;
  }

  /** The counters whose bits the guest reads in bitmap registers: KVM's own masks writes only. */
  long shown() {
    return showsAll ? -1L : reachable();
  }

  int hpmn() {
    return (int) (mdcr & Mdcr.HPMN);
  }

  /** Whether the counter is an event counter from HPMN on. */
  public boolean isHypCounter(int i) {
    return nested && i != CYCLE && i >= hpmn();
  }

  /** Whether the counter's enables, its own and the common one, are set. */
  public boolean isEnabled(int i) {
    return isSelected(i) && (isHypCounter(i) ? (mdcr & Mdcr.HPME) != 0 : isOn());
  }

  /** Whether the counter's bit in PMCNTENSET is set. */
  public boolean isSelected(int i) {
    return (enables >>> i & 1) != 0;
  }

  /** PMCR.E. */
  public boolean isOn() {
    return (pmcr & Pmcr.E) != 0;
  }

  /** Whether PMCR has this bit. */
  public boolean hasPmcr(long bit) {
    return (pmcr & bit) != 0;
  }

  /** Whether MDCR_EL2 has this bit. */
  public boolean hasMdcr(long bit) {
    return (mdcr & bit) != 0;
  }

  /** The counter's event. */
  public int event(int i) {
    return i == CYCLE ? EventType.CPU_CYCLES : (int) types[i] & eventMask;
  }

  int eventMask() {
    return eventMask;
  }

  /** The bits of a type register that a guest can write. */
  public long typeMask() {
    return typeMask;
  }

  /** The type register as stored; PMCCFILTR for the cycle counter. */
  public long type(int i) {
    return types[i];
  }

  /** The type register as the guest reads it. */
  long shownType(int i) {
    return types[i] & shownTypeMask;
  }

  void setType(int i, long value) {
    types[i] = value;
  }

  long value(int i) {
    return values[i];
  }

  void setValue(int i, long value) {
    values[i] = value & widthMask(i);
  }

  /** Adds at most 2^32-1; returns whether the counter wrapped at 64 or at 32 bits. */
  boolean advance(int i, long by, boolean at64) {
    long before = values[i];
    long after = (before + by) & widthMask(i);
    values[i] = after;
    return at64 ? Long.compareUnsigned(after, before) < 0 : ((before & LOW_32) + by) >>> 32 != 0;
  }

  private long widthMask(int i) {
    return i == CYCLE ? -1L : valueMask;
  }

  // Registers of bits.

  long enables() {
    return enables;
  }

  void setEnables(long bits) {
    enables = bits;
  }

  long overflows() {
    return overflows;
  }

  void setOverflows(long bits) {
    overflows = bits;
  }

  long pmcr() {
    return pmcr | (long) visible() << Pmcr.N_SHIFT;
  }

  /** Returns the bits that changed. */
  long setPmcr(long value) {
    long before = pmcr;
    pmcr = value & pmcrMask;
    return before ^ pmcr;
  }

  long mdcr() {
    return mdcr;
  }

  /** Returns the bits that changed. */
  long setMdcr(long value) {
    long before = mdcr;
    long lower = Math.min(value & Mdcr.HPMN, counters);
    mdcr = (value & mdcrMask & ~Mdcr.HPMN) | lower;
    return before ^ mdcr;
  }

  long hcr() {
    return hcr;
  }

  void setHcr(long value) {
    hcr = value & (Hcr.E2H | Hcr.TGE);
  }

  /** Whether a guest cannot be at this level. */
  boolean isIllegal(Level next) {
    return nested && next == Level.EL1 && (hcr & Hcr.TGE) != 0;
  }
}
