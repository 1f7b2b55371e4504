package pmuoracle.harness.system.imperative.x86;

import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FixedControl;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Model.Mediated;

/**
 * A PMU whose counters and global control the guest owns; KVM keeps shadows of the event selects
 * and of fixed control, which entry loads.
 */
public class MediatedCpu extends VirtualCpu {
  private static final long HOST_GUEST_ONLY = EventSelect.HOST_ONLY | EventSelect.GUEST_ONLY;
  private static final long NIBBLE = 0xf;

  private final X86Model model;
  private final long[] shadows = new long[X86Machine.MAX_GENERAL_PURPOSE];
  private long fixedShadow;
  private boolean hasHostGuestOnly;

  public MediatedCpu(X86Model model, InstalledFilter filter) {
    super(model, filter);
    this.model = model;
  }

  @Override
  public void start(X86Machine machine) {
    hasHostGuestOnly = WriteMasks.hasHostGuestOnly(model, machine);
    super.start(machine);
  }

  @Override
  public void reset() {
    super.reset();
    for (int c = 0; c < generalPurpose(); c++) {
      shadows[c] = 0;
    }
    fixedShadow = 0;
  }

  @Override
  public void enter() {
    super.enter();
    for (int c = 0; c < counters(); c++) {
      load(c);
    }
  }

  /** Copies the counter's shadow into hardware. */
  private void load(int c) {
    boolean isGeneralPurpose = isGeneralPurpose(c);
    long shadow = isGeneralPurpose ? shadows[c] : nibble(fixedShadow, c);
    if ((shadow & (isGeneralPurpose ? EventSelect.ENABLE : FixedControl.ENABLE)) == 0) {
      disarm(c);
    } else {
      int privileges =
          isGeneralPurpose ? privilegesOf(shadow) : (int) (shadow & FixedControl.ENABLE);
      arm(c, programmedKey(c, shadow), privileges);
    }
  }

  @Override
  protected void program(int c) {
    boolean allowed = isLocallyEnabled(c) && isPermitted(c);
    if (isGeneralPurpose(c)) {
      long enable = allowed ? guestEventSelect(c) & EventSelect.ENABLE : 0;
      shadows[c] = (shadows[c] & ~EventSelect.ENABLE) | enable;
    } else {
      int shift = 4 * (c - generalPurpose());
      long nibble = allowed ? nibble(fixedControl(), c) : 0;
      fixedShadow = (fixedShadow & ~(NIBBLE << shift)) | (nibble << shift);
    }
  }

  @Override
  void eventSelectChanged(int c) {
    shadows[c] = guestEventSelect(c);
    mark(c);
  }

  @Override
  void fixedControlChanged(long before) {
    long compared = model.mediated() == Mediated.GUEST_COMPARED ? before : fixedShadow;
    fixedShadow = fixedControl();
    for (int c = generalPurpose(); c < counters(); c++) {
      if (nibble(compared, c) != nibble(fixedShadow, c)) {
        mark(c);
      }
    }
  }

  @Override
  void globalControlChanged(long bits) {}

  @Override
  void modeChanged() {
    for (int c = 0; hasHostGuestOnly && c < generalPurpose(); c++) {
      if ((guestEventSelect(c) & HOST_GUEST_ONLY) != 0) {
        program(c);
      }
    }
  }

  @Override
  boolean isLocallyEnabled(int c) {
    return super.isLocallyEnabled(c)
        && (!hasHostGuestOnly || modeEnables(guestEventSelect(c) & HOST_GUEST_ONLY));
  }

  private boolean modeEnables(long bits) {
    if (bits == 0) {
      return true;
    }
    long modeBit = isInL2() ? EventSelect.GUEST_ONLY : EventSelect.HOST_ONLY;
    return svme() && (bits & modeBit) != 0;
  }

  @Override
  boolean overflows(int c, long times, boolean wrapped) {
    return wrapped;
  }

  @Override
  protected void overflowed(int c) {
    reportOverflow(c);
  }

  @Override
  protected long bump(int c) {
    if (advance(c, 1)) {
      reportOverflow(c);
    }
    return 1;
  }

  /** The counter's event select as entry loads it. */
  protected final long shadow(int c) {
    return shadows[c];
  }

  @Override
  protected boolean isLive(int c) {
    return isGloballyEnabled(c);
  }

  @Override
  int latchedPrivileges(int c) {
    return privileges(c);
  }
}
