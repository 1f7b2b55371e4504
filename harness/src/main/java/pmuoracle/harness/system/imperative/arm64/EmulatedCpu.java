package pmuoracle.harness.system.imperative.arm64;

import static pmuoracle.spec.arm64.Arm64Machine.CYCLE;

import java.util.Arrays;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Deviation;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Mdcr;
import pmuoracle.spec.arm64.Pmcr;

/**
 * Counters backed by perf events. A perf event counts what it was made for, whatever has become of
 * the registers since; only its being enabled follows them, and not always. It reports an overflow
 * at the end of its period, wherever the counter's value then is. What of this departs from the
 * architecture is steered by the model's deviations, each by itself.
 */
public class EmulatedCpu extends ArchitectureCpu {
  private static final long LOW_32 = 0xffff_ffffL;

  private final int[] events = new int[CYCLE + 1];

  /** How many events are left of each perf event's period, 0 if it never reports. */
  private final long[] left = new long[CYCLE + 1];

  /** What each perf event has counted since it was made; 0 without one. */
  private final long[] counted = new long[CYCLE + 1];

  private long backed;
  private long running;
  private long atEl0;
  private long atEl1;

  /** The counters whose period was computed for 64 bits. */
  private long wide;

  public EmulatedCpu(Arm64Model model, InstalledFilter filter) {
    super(model, filter);
  }

  @Override
  public void start(Arm64Machine machine) {
    super.start(machine);
    backed = 0;
    Arrays.fill(counted, 0);
  }

  private boolean deviates(Deviation by) {
    return model().deviates(by);
  }

  @Override
  protected final boolean counts(int i, int event) {
    return (backed & running & 1L << i) != 0 && events[i] == event && countsHere(i);
  }

  /** Whether the counter's perf event counts at the physical level the guest is at. */
  protected boolean countsHere(int i) {
    long there = registers().level() == Level.EL0 ? atEl0 : atEl1;
    return (there >>> i & 1) != 0;
  }

  @Override
  protected boolean countsSoftware(int i, int event) {
    return deviates(Deviation.SOFTWARE_UNGATED)
        ? registers().isOn() && registers().isSelected(i) && registers().event(i) == event
        : super.countsSoftware(i, event);
  }

  // The life of a perf event.

  /** Drops the counter's perf event and makes one from the registers as they are. */
  protected void back(int i) {
    long bit = 1L << i;
    backed &= ~bit;
    counted[i] = 0;
    int event = registers().event(i);
    if (isSoftware(event) || isDenied(i)) {
      return;
    }
    events[i] = event;
    boolean physicalEl1 = registers().isHyp() ? countsAtEl2(i) : countsAtEl1(i);
    backed |= bit;
    atEl0 = with(atEl0, bit, countsAtEl0(i));
    atEl1 = with(atEl1, bit, physicalEl1);
    running = with(running, bit, registers().isEnabled(i));
    left[i] = firstPeriod(i);
  }

  private void backAll(long mask) {
    for (long rest = mask; rest != 0; rest &= rest - 1) {
      back(Long.numberOfTrailingZeros(rest));
    }
  }

  private void followAll(long mask) {
    for (long rest = mask; rest != 0; rest &= rest - 1) {
      follow(Long.numberOfTrailingZeros(rest));
    }
  }

  private void follow(int i) {
    long bit = 1L << i;
    boolean enabled = registers().isEnabled(i);
    if (enabled && (backed & bit) == 0) {
      back(i);
    } else {
      running = with(running, bit, enabled);
    }
  }

  // Overflow.

  /**
   * The perf event counts. Its period ends at most twice: at 32 bits the second one ends where the
   * perf event's count, or else the value, is a multiple of 2^32, and from there the next is 0, or
   * 2^32, which is more than {@code times}; at 64 bits a period that small is the last.
   */
  @Override
  void count(int i, long times) {
    long rest = times;
    while (left[i] != 0 && Long.compareUnsigned(left[i], rest) <= 0) {
      long period = left[i];
      pass(i, period);
      rest -= period;
      left[i] = nextPeriod(i);
      overflow(i);
    }
    pass(i, rest);
    left[i] -= left[i] == 0 ? 0 : rest;
  }

  private void pass(int i, long times) {
    advance(i, times);
    counted[i] += times;
  }

  /** KVM adds to its own part of the value, and looks whether that is 0. */
  @Override
  void increment(int i) {
    advance(i, 1);
    long own = registers().value(i) - counted[i];
    if ((isLong(i) ? own : own & LOW_32) == 0) {
      overflow(i);
    }
  }

  private long firstPeriod(int i) {
    return deviates(Deviation.PERIOD_FROM_COUNT)
        ? period(i, registers().value(i))
        : untilOverflow(i);
  }

  /** How many events the perf event counts from an overflow to the next, 0 if there is none. */
  protected long nextPeriod(int i) {
    return deviates(Deviation.PERIOD_FROM_COUNT) ? period(i, counted[i]) : untilOverflow(i);
  }

  /** How many events the counter counts until its value wraps; 0 stands for 2^64. */
  protected final long untilOverflow(int i) {
    long period = period(i, registers().value(i));
    return period == 0 && !isLong(i) && !hasLongPeriod(i) ? LOW_32 + 1 : period;
  }

  /** {@code compute_period()}. */
  private long period(int i, long count) {
    boolean at64 = isLong(i);
    wide = with(wide, 1L << i, at64);
    if (hasLongPeriod(i)) {
      return -(count & LOW_32);
    }
    return at64 ? -count : -count & LOW_32;
  }

  /** Whether the counter's period is of 64 bits although it overflows at 32. */
  private boolean hasLongPeriod(int i) {
    return i == CYCLE && !isLong(i) && deviates(Deviation.LONG_PERIOD_OF_CYCLES);
  }

  /** The widths may have changed. */
  private void widen() {
    long rest = deviates(Deviation.WIDTH_STALE) ? 0 : backed;
    for (; rest != 0; rest &= rest - 1) {
      int i = Long.numberOfTrailingZeros(rest);
      if (isLong(i) != ((wide >>> i & 1) != 0)) {
        counted[i] = 0;
        left[i] = firstPeriod(i);
      }
    }
  }

  // What happens.

  @Override
  void typeWritten(int i) {
    back(i);
  }

  @Override
  protected void typeStored(int i, boolean ran) {
    if (ran && !deviates(Deviation.HOST_WRITE_STALE)) {
      back(i);
    }
  }

  @Override
  void valueWritten(int i) {
    back(i);
  }

  @Override
  void enablesWritten(long mask) {
    switch (model().enabling()) {
      // Bits set while PMCR.E is 0 re-create nothing; cleared ones always do.
      case RECREATES -> backAll(registers().isOn() ? mask : mask & ~registers().enables());
      case AT_EVERY_PMCR_WRITE, AT_CHANGE -> followAll(mask);
    }
  }

  @Override
  void pmcrWritten(long changed) {
    if ((changed & Pmcr.DP) != 0 && !deviates(Deviation.DP_IGNORED)) {
      back(CYCLE);
    }
    switch (model().enabling()) {
      case RECREATES ->
          backAll(registers().isOn() ? registers().enables() : registers().reachable());
      case AT_EVERY_PMCR_WRITE -> followAll(registers().enables());
      case AT_CHANGE -> {
        if ((changed & Pmcr.E) != 0) {
          reload();
        }
      }
    }
    widen();
  }

  @Override
  void mdcrWritten(long changed) {
    boolean prohibited = (changed & Mdcr.HPMD) != 0 && !deviates(Deviation.HPMD_STALE);
    boolean moved = (changed & Mdcr.HPMN) != 0 && !deviates(Deviation.HPMN_STALE);
    if (prohibited || moved) {
      backAll(registers().implemented());
    }
    if ((changed & Mdcr.HCCD) != 0 && !deviates(Deviation.HCCD_IGNORED)) {
      back(CYCLE);
    }
    if ((changed & Mdcr.HPME) != 0) {
      reload();
    }
    widen();
  }

  private void reload() {
    long kept =
        deviates(Deviation.RELOAD_LOSES) ? registers().reachable() : registers().implemented();
    registers().setEnables(registers().enables() & kept);
    registers().setOverflows(registers().overflows() & kept);
    followAll(kept);
  }

  @Override
  void wentTo(boolean transition) {
    if (!transition) {
      return;
    }
    if (!deviates(Deviation.CONTEXT_STALE)) {
      backAll(registers().implemented());
      return;
    }
    for (long rest = registers().enables(); rest != 0; rest &= rest - 1) {
      int i = Long.numberOfTrailingZeros(rest);
      if (countsAtEl1(i) != countsAtEl2(i)) {
        back(i);
      }
    }
  }

  private static long with(long set, long bit, boolean in) {
    return in ? set | bit : set & ~bit;
  }
}
