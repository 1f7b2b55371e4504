package pmuoracle.harness.system.imperative.x86;

import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Model.EmulatedCounting;
import pmuoracle.spec.x86.X86Model.Programming;
import pmuoracle.spec.x86.X86Model.WrittenPeriod;

/** A PMU whose counters KVM programs through the host's perf. */
public class PerfBackedCpu extends VirtualCpu {
  private static final int MOST = X86Machine.MAX_GENERAL_PURPOSE + X86Machine.MAX_FIXED;

  private final WrittenPeriod writtenPeriod;
  private final boolean atOnce;
  private final boolean latches;

  /** Emulated counts that have not been folded into the value. */
  private final long[] side = new long[MOST];

  private final int[] latched = new int[MOST];

  /** How many events are left of each counter's period, 0 if it has none or it has ended. */
  private final long[] left = new long[MOST];

  /** What perf has counted since the counter was last programmed to run. */
  private final long[] counted = new long[MOST];

  /** The counters whose perf event has a period. */
  private int sampling;

  public PerfBackedCpu(X86Model model, InstalledFilter filter) {
    super(model, filter);
    writtenPeriod = model.writtenPeriod();
    atOnce = model.programming() == Programming.AT_ONCE;
    latches = model.emulated() == EmulatedCounting.LATCHED;
  }

  @Override
  public void reset() {
    super.reset();
    for (int c = 0; c < counters(); c++) {
      side[c] = 0;
      latched[c] = 0;
    }
  }

  /** The owner's writes leave what was latched. */
  @Override
  public void resetByOwner() {
    int[] kept = latched.clone();
    super.resetByOwner();
    System.arraycopy(kept, 0, latched, 0, MOST);
  }

  @Override
  protected void program(int c) {
    boolean wrapped = advance(c, side[c]);
    side[c] = 0;
    disarm(c);
    if (!isEnabled(c) || !isPermitted(c)) {
      return;
    }
    if (wrapped) {
      reportOverflow(c);
    }
    unmark(c);
    latched[c] = privileges(c);
    long eventSelect = isGeneralPurpose(c) ? guestEventSelect(c) : 0;
    arm(c, programmedKey(c, eventSelect), latched[c]);
    sample(c, eventSelect);
  }

  /** A perf event that counts in transactions with checkpoints can have no period. */
  private void sample(int c, long eventSelect) {
    boolean samples = isAmdNow() || (eventSelect & EventSelect.IN_TX_CHECKPOINTED) == 0;
    sampling = samples ? sampling | 1 << c : sampling & ~(1 << c);
    counted[c] = 0;
    left[c] = 0;
    if (samples) {
      beginPeriod(c, value(c));
    }
  }

  /** Whether bit 33 belongs to an AMD select; up to v5.17 KVM takes it for Intel's on AMD too. */
  private boolean isAmdNow() {
    return isAmd() && writtenPeriod != WrittenPeriod.OF_VALUE_ON_INTEL;
  }

  /** What is left of this value to its wrap; 2^64 is no period. */
  protected final void beginPeriod(int c, long value) {
    left[c] = counterMask() - value + 1;
  }

  @Override
  boolean overflows(int c, long times, boolean wrapped) {
    counted[c] += times;
    if (left[c] == 0 || Long.compareUnsigned(times, left[c]) < 0) {
      left[c] -= left[c] == 0 ? 0 : times;
      return false;
    }
    left[c] = 0;
    return true;
  }

  @Override
  void eventSelectChanged(int c) {
    request(c);
  }

  @Override
  void fixedControlChanged(long before) {
    for (int c = generalPurpose(); c < counters(); c++) {
      if (nibble(before, c) != nibble(fixedControl(), c)) {
        request(c);
      }
    }
  }

  @Override
  void globalControlChanged(long bits) {
    for (int c = 0; c < counters(); c++) {
      if (isAmong(bits, c)) {
        request(c);
      }
    }
  }

  @Override
  void modeChanged() {}

  private void request(int c) {
    if (atOnce) {
      program(c);
    } else {
      mark(c);
    }
  }

  @Override
  protected void overflowed(int c) {
    if (!isPending(c)) {
      reportOverflow(c);
      mark(c);
    }
  }

  @Override
  protected long bump(int c) {
    if (latches) {
      boolean wrapped = advance(c, 1);
      program(c);
      if (wrapped) {
        overflowed(c);
      }
    } else {
      side[c]++;
      mark(c);
    }
    return 1;
  }

  @Override
  public long counter(int c) {
    return (value(c) + side[c]) & counterMask();
  }

  @Override
  public void setCounter(int c, long value) {
    side[c] = 0;
    super.setCounter(c, value);
    if ((armed & sampling & 1 << c) != 0) {
      periodWritten(c);
    }
  }

  /** KVM gives perf another period while the counter runs. */
  protected void periodWritten(int c) {
    switch (writtenPeriod) {
      case OF_VALUE_ON_INTEL -> {
        if (!isAmd()) {
          beginPeriod(c, value(c));
        }
      }
      case OF_BASE -> beginPeriod(c, (value(c) - counted[c]) & counterMask());
    }
  }

  @Override
  protected boolean isLive(int c) {
    return true;
  }

  @Override
  int latchedPrivileges(int c) {
    return latched[c];
  }
}
