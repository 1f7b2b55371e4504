package pmuoracle.harness.system.imperative.arm64;

import static pmuoracle.spec.arm64.Arm64Machine.CYCLE;

import java.util.Arrays;
import pmuoracle.spec.Fault;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Mdcr;
import pmuoracle.spec.arm64.Pmcr;

/** The PMU of one virtual CPU: its registers, and what counts. */
public abstract class VirtualCpu {
  private final Arm64Model model;
  private final InstalledFilter filter;
  private final Registers registers = new Registers();
  private final long[] advanced = new long[CYCLE + 1];

  VirtualCpu(Arm64Model model, InstalledFilter filter) {
    this.model = model;
    this.filter = filter;
  }

  /** A fresh virtual CPU of this machine. */
  public void start(Arm64Machine machine) {
    registers.start(model, machine);
  }

  protected final Arm64Model model() {
    return model;
  }

  public final Registers registers() {
    return registers;
  }

  // What counts.

  /** The hardware event occurs where the guest is. */
  public final void retire(int event, long times) {
    Arrays.fill(advanced, 0);
    for (int i = 0; i < registers.counters(); i++) {
      if (counts(i, event)) {
        count(i, times);
      }
    }
    if (counts(CYCLE, event)) {
      count(CYCLE, times);
    }
    counted();
  }

  /** The guest writes PMSWINC. */
  public final void softwareIncrement(long mask) {
    Arrays.fill(advanced, 0);
    long reached = mask & registers.reachable();
    for (int i = 0; i < registers.counters(); i++) {
      if ((reached >>> i & 1) != 0 && countsSoftware(i, EventType.SW_INCR)) {
        increment(i);
      }
    }
    counted();
  }

  /** By how much the counter advanced in the last step that counted. */
  public final long advanced(int i) {
    return advanced[i];
  }

  /** Hardware events drive the counter, which overflows where its value wraps. */
  void count(int i, long times) {
    if (advance(i, times)) {
      overflow(i);
    }
  }

  /** A software increment, or a chained overflow, drives the counter. */
  void increment(int i) {
    count(i, 1);
  }

  /** Adds to the counter; returns whether its value wrapped. */
  final boolean advance(int i, long by) {
    advanced[i] += by;
    return registers.advance(i, by, isLong(i));
  }

  /** The counter reports an overflow. */
  final void overflow(int i) {
    registers.setOverflows(registers.overflows() | 1L << i);
    boolean chainable = i % 2 == 0 && i + 1 < CYCLE && !isLong(i);
    if (chainable && countsSoftware(i + 1, EventType.CHAIN)) {
      increment(i + 1);
    }
  }

  /** Whether the counter overflows at 64 bits. */
  boolean isLong(int i) {
    if (i == CYCLE) {
      return registers.hasPmcr(Pmcr.LC);
    }
    if (registers.isHypCounter(i)) {
      return registers.hasMdcr(Mdcr.HLP);
    }
    return model.longFromVersion6() && registers.hasPmcr(Pmcr.LP);
  }

  /** Whether the counter counts this event, which is neither software increment nor chain. */
  protected abstract boolean counts(int i, int event);

  /** Whether the counter counts software increments or chained overflows, whichever is asked. */
  protected abstract boolean countsSoftware(int i, int event);

  /** Something may have been counted. */
  protected void counted() {}

  /** Whether the filter forbids the counter's event. */
  protected boolean isDenied(int i) {
    return !filter.allows(registers.event(i));
  }

  /** Whether the event is one that is not filtered. */
  static boolean isSoftware(int event) {
    return event == EventType.SW_INCR || event == EventType.CHAIN;
  }

  // What is known.

  /** Whether the sources settle by how much the counter advanced last. */
  public boolean isAdvanceKnown(int i) {
    return true;
  }

  /** Whether the sources settle the counter's value. */
  public boolean isValueKnown(int i) {
    return true;
  }

  /** Whether the sources settle the overflow bits. */
  public boolean areOverflowsKnown() {
    return true;
  }

  /** Whether the sources settle what the guest reads from the type register. */
  public boolean isTypeKnown(int i) {
    return true;
  }

  // What happens.

  final void writeType(int i, long value) {
    registers.setType(i, stored(value));
    typeWritten(i);
  }

  final void writeValue(int i, long value) {
    registers.setValue(i, value);
    valueWritten(i);
  }

  final void writeEnables(long set, long clear) {
    registers.setEnables((registers.enables() | set) & ~clear);
    enablesWritten(set | clear);
  }

  final void writePmcr(long value) {
    long changed = registers.setPmcr(value);
    for (long left = reset(value); left != 0; left &= left - 1) {
      writeValue(Long.numberOfTrailingZeros(left), 0);
    }
    pmcrWritten(changed);
  }

  /** The counters that a write of this value to PMCR makes 0. */
  protected long reset(long pmcr) {
    long cycle = 1L << CYCLE;
    return ((pmcr & Pmcr.P) != 0 ? registers.reachable() & ~cycle : 0)
        | ((pmcr & Pmcr.C) != 0 ? cycle : 0);
  }

  final void writeMdcr(long value) {
    mdcrWritten(registers.setMdcr(value));
  }

  /** The guest goes to a level. */
  public final Fault go(Level level) {
    if (registers.isIllegal(level)) {
      return Fault.UD;
    }
    boolean before = registers.isHyp();
    registers.setLevel(level);
    wentTo(before != registers.isHyp());
    return Fault.NONE;
  }

  /** What is kept of a guest's type write. */
  protected long stored(long value) {
    return value & registers.typeMask();
  }

  /** The virtual CPU is put and loaded again. */
  public void load() {}

  /** Userspace stores a type register of a virtual CPU that has run, or not. */
  public final void storeType(int i, long value, boolean ran) {
    registers.setType(i, value);
    typeStored(i, ran);
  }

  /** Userspace stored this type register of a virtual CPU that has run, or not. */
  protected void typeStored(int i, boolean ran) {}

  /** The guest wrote this type register. */
  void typeWritten(int i) {}

  /** The guest wrote this counter. */
  void valueWritten(int i) {}

  /** The guest wrote the enables of these counters. */
  void enablesWritten(long mask) {}

  /** The guest wrote PMCR; these bits changed. */
  void pmcrWritten(long changed) {}

  /** The guest wrote MDCR_EL2; these bits changed. */
  void mdcrWritten(long changed) {}

  /** The guest is at another level; says whether it entered or left hyp context. */
  void wentTo(boolean transition) {}
}
