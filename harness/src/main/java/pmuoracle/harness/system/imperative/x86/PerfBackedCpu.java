package pmuoracle.harness.system.imperative.x86;

import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Model.EmulatedCounting;
import pmuoracle.spec.x86.X86Model.Programming;

/** A PMU whose counters KVM programs through the host's perf. */
public class PerfBackedCpu extends VirtualCpu {
  private static final int MOST = X86Machine.MAX_GENERAL_PURPOSE + X86Machine.MAX_FIXED;

  private final boolean atOnce;
  private final boolean latches;

  /** Emulated counts that have not been folded into the value. */
  private final long[] side = new long[MOST];

  private final int[] latched = new int[MOST];

  public PerfBackedCpu(X86Model model, InstalledFilter filter) {
    super(model, filter);
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
