package pmuoracle.harness.defect.x86;

import java.util.function.BiFunction;
import pmuoracle.harness.imperative.x86.InstalledFilter;
import pmuoracle.harness.imperative.x86.PerfBackedCpu;
import pmuoracle.harness.imperative.x86.Procedure;
import pmuoracle.harness.imperative.x86.VirtualCpu;
import pmuoracle.spec.x86.Emulated;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FixedControl;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Model;

/** Perf-backed counters programmed or counted wrongly. */
final class CountingDefects {
  private CountingDefects() {}

  /** A procedure that is right but for its perf-backed counters. */
  static Procedure with(BiFunction<X86Model, InstalledFilter, VirtualCpu> cpu) {
    return new Procedure() {
      @Override
      protected VirtualCpu perfBacked(X86Model model, InstalledFilter filter) {
        return cpu.apply(model, filter);
      }
    };
  }

  /** X17: a new filter is not pushed to running counters. */
  static final class NotPushed extends PerfBackedCpu {
    NotPushed(X86Model model, InstalledFilter filter) {
      super(model, filter);
    }

    @Override
    public void filterReplaced() {}
  }

  /** X21: emulated instructions are counted whatever the filter says. */
  static final class EmulatedUnfiltered extends PerfBackedCpu {
    EmulatedUnfiltered(X86Model model, InstalledFilter filter) {
      super(model, filter);
    }

    @Override
    protected boolean countsEmulated(int c) {
      return true;
    }
  }

  /** X25: the filter sees AMD's twelve select bits, the hardware is told eight. */
  static final class NarrowProgramming extends PerfBackedCpu {
    NarrowProgramming(X86Model model, InstalledFilter filter) {
      super(model, filter);
    }

    @Override
    protected long programmedKey(int c, long eventSelect) {
      return super.programmedKey(c, eventSelect) & Vendor.INTEL.keyMask();
    }
  }

  /** X26: bit 33 of an AMD select is taken for Intel's checkpointing: no overflow. */
  static final class SelectAsModifier extends PerfBackedCpu {
    SelectAsModifier(X86Model model, InstalledFilter filter) {
      super(model, filter);
    }

    @Override
    protected void overflowed(int c) {
      if (!isAmd() || (guestEventSelect(c) & EventSelect.IN_TX_CHECKPOINTED) == 0) {
        super.overflowed(c);
      }
    }
  }

  /** X27: fixed counter 2 stands for 0x3000. */
  static final class WrongReferenceCycles extends PerfBackedCpu {
    WrongReferenceCycles(X86Model model, InstalledFilter filter) {
      super(model, filter);
    }

    @Override
    protected long fixedKey(int index) {
      return index == 2 ? 0x3000 : super.fixedKey(index);
    }
  }

  /** X28, X29: an event that CPUID says is missing stops general-purpose or fixed counters. */
  static final class Gated extends PerfBackedCpu {
    private final boolean generalPurposeOnes;

    private Gated(X86Model model, InstalledFilter filter, boolean generalPurposeOnes) {
      super(model, filter);
      this.generalPurposeOnes = generalPurposeOnes;
    }

    static Gated generalPurpose(X86Model model, InstalledFilter filter) {
      return new Gated(model, filter, true);
    }

    static Gated fixed(X86Model model, InstalledFilter filter) {
      return new Gated(model, filter, false);
    }

    @Override
    protected boolean isGated(int c) {
      return isGeneralPurpose(c) == generalPurposeOnes && isUnavailable(c);
    }
  }

  /** X32: AMD's world switch retires as a branch of the guest. */
  static final class WorldSwitchCounted extends PerfBackedCpu {
    WorldSwitchCounted(X86Model model, InstalledFilter filter) {
      super(model, filter);
    }

    @Override
    public void enter() {
      super.enter();
      for (int c = 0; isAmd() && c < counters(); c++) {
        retire(c, Emulated.BRANCH.event(Vendor.AMD), 1, (int) FixedControl.OS);
      }
    }
  }
}
