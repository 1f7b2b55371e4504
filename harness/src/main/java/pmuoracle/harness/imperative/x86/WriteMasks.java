package pmuoracle.harness.imperative.x86;

import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FixedControl;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;

/** Which bits a guest may write on one machine under one model. */
final class WriteMasks {
  private static final long INTEL_SELECT = 0xffff_ffffL & ~EventSelect.ANY_THREAD;
  private static final long AMD_SELECT =
      0xf_ffff_ffffL & ~EventSelect.ANY_THREAD & ~EventSelect.PIN_CONTROL;

  /** The one counter on which checkpointed counting exists in hardware. */
  private static final int CHECKPOINTED_COUNTER = 2;

  private static final long STATUS_CONDITIONS = 3L << 62;

  private final long eventSelect;
  private final long eventSelectOfCounter2;
  private final long fixedControl;
  private final long globalControl;

  WriteMasks(X86Model model, X86Machine machine) {
    long select = machine.vendor() == Vendor.INTEL ? INTEL_SELECT : AMD_SELECT;
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
    long control = 0;
    for (int i = 0; i < machine.fixed(); i++) {
      control |= FixedControl.WRITABLE << (4 * i);
    }
    fixedControl = control;
    globalControl = machine.globalBits();
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
