package pmuoracle.harness.system.imperative.x86;

import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FixedControl;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;

/** Which bits a guest may write on one machine at a time under one model. */
final class WriteMasks {
  private static final long INTEL_SELECT = 0xffff_ffffL & ~EventSelect.ANY_THREAD;
  private static final long AMD_SELECT =
      0xf_ffff_ffffL & ~EventSelect.ANY_THREAD & ~EventSelect.PIN_CONTROL;

  /** AMD's as Intel's, before its own were told apart. */
  private static final long OLD_AMD_SELECT = INTEL_SELECT;

  /** The one counter on which checkpointed counting exists in hardware. */
  private static final int CHECKPOINTED_COUNTER = 2;

  private static final long STATUS_CONDITIONS = 3L << 62;

  /** Fixed control of as many counters as it has room for. */
  private static final long FIXED_CONTROL = FixedControl.WRITABLE * Long.divideUnsigned(-1L, 0xf);

  private final X86Model model;
  private long eventSelect;
  private long eventSelectOfCounter2;
  private long fixedControl;
  private long globalControl;

  WriteMasks(X86Model model) {
    this.model = model;
  }

  /** The masks are this machine's from now on. */
  void start(X86Machine machine) {
    long select = machine.vendor() == Vendor.INTEL ? INTEL_SELECT : amdSelect();
    long checkpointed = 0;
    if (machine.txWritable()) {
      select |= EventSelect.IN_TX;
      checkpointed = EventSelect.IN_TX_CHECKPOINTED;
    }
    if (hasHostGuestOnly(model, machine)) {
      select |= EventSelect.GUEST_ONLY | EventSelect.HOST_ONLY;
    }
    eventSelect = model.checkpointedEverywhere() ? select | checkpointed : select;
    eventSelectOfCounter2 = select | checkpointed;
    fixedControl = machine.fixed() == 0 ? 0 : FIXED_CONTROL >>> (64 - 4 * machine.fixed());
    globalControl = machine.globalBits();
  }

  private long amdSelect() {
    return switch (model.selectReserved()) {
      case WIDE_FAULTS -> OLD_AMD_SELECT;
      case FAULTS, DROPPED -> AMD_SELECT;
    };
  }

  /** Whether AMD's Host-Only and Guest-Only take part. */
  static boolean hasHostGuestOnly(X86Model model, X86Machine machine) {
    return model.hostGuestOnly()
        && machine.vendor() == Vendor.AMD
        && machine.mediated()
        && machine.nested();
  }

  long eventSelect(int counter) {
    return counter == CHECKPOINTED_COUNTER ? eventSelectOfCounter2 : eventSelect;
  }

  long fixedControl() {
    return fixedControl;
  }

  long globalControl() {
    return globalControl;
  }

  long statusClear() {
    return globalControl | STATUS_CONDITIONS;
  }
}
