package pmuoracle.harness.defect.x86;

import java.util.function.BiFunction;
import pmuoracle.harness.imperative.x86.InstalledFilter;
import pmuoracle.harness.imperative.x86.MediatedCpu;
import pmuoracle.harness.imperative.x86.Procedure;
import pmuoracle.harness.imperative.x86.VirtualCpu;
import pmuoracle.spec.x86.Emulated;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FixedControl;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;

/** Mediated counters whose shadow, hardware and software copies disagree. */
final class MediatedDefects {
  private MediatedDefects() {}

  /** A procedure that is right but for its mediated counters. */
  static Procedure with(BiFunction<X86Model, InstalledFilter, VirtualCpu> cpu) {
    return new Procedure() {
      @Override
      protected VirtualCpu mediated(X86Model model, InstalledFilter filter) {
        return cpu.apply(model, filter);
      }
    };
  }

  /** X34: a reset leaves the hardware's controls as they were loaded. */
  static final class ResetNotLoaded extends MediatedCpu {
    private boolean fresh;
    private long staleControl;

    ResetNotLoaded(X86Model model, InstalledFilter filter) {
      super(model, filter);
    }

    @Override
    public void start(X86Machine machine) {
      fresh = true;
      super.start(machine);
      fresh = false;
      staleControl = 0;
    }

    @Override
    protected void stopHardware() {
      if (fresh) {
        super.stopHardware();
      }
      staleControl |= globalControl();
    }

    @Override
    public void enter() {
      super.enter();
      staleControl = 0;
    }

    @Override
    protected boolean isLive(int c) {
      return isAmong(staleControl, c) || super.isLive(c);
    }
  }

  /** X35: a trapped load is compared with a copy that the guest's own writes do not reach. */
  static final class StaleComparison extends MediatedCpu {
    private long copy;

    StaleComparison(X86Model model, InstalledFilter filter) {
      super(model, filter);
    }

    @Override
    public void start(X86Machine machine) {
      super.start(machine);
      copy = globalControl();
    }

    @Override
    public void reset() {
      super.reset();
      copy = 0;
    }

    @Override
    public void loadGlobalControl(long value) {
      if (copy != value) {
        copy = value;
        super.loadGlobalControl(value);
      }
    }
  }

  /** X36: an emulated instruction is added to the copy that the hardware's value overwrites. */
  static final class EmulatedLost extends MediatedCpu {
    EmulatedLost(X86Model model, InstalledFilter filter) {
      super(model, filter);
    }

    @Override
    protected long bump(int c) {
      return 0;
    }
  }

  /** X39: AMD's selector counts the host too, between an exit and the next entry. */
  static final class HostCounted extends MediatedCpu {
    /** What an exit's handler retires. */
    private static final long HANDLER = 5000;

    HostCounted(X86Model model, InstalledFilter filter) {
      super(model, filter);
    }

    @Override
    public void enter() {
      for (int c = 0; isAmd() && c < counters(); c++) {
        retire(c, Emulated.INSTRUCTION.event(Vendor.AMD), HANDLER, (int) FixedControl.OS);
      }
      super.enter();
    }
  }

  /** X40: the guest reads back the event select with the enable bit that the hardware has. */
  static final class NoShadow extends MediatedCpu {
    NoShadow(X86Model model, InstalledFilter filter) {
      super(model, filter);
    }

    @Override
    public long eventSelect(int c) {
      return super.eventSelect(c) & (shadow(c) | ~EventSelect.ENABLE);
    }
  }

  /** X41: a new filter does not reach the shadow. */
  static final class NotPushed extends MediatedCpu {
    NotPushed(X86Model model, InstalledFilter filter) {
      super(model, filter);
    }

    @Override
    public void filterReplaced() {}
  }
}
