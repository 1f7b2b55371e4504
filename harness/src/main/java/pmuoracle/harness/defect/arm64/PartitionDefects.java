package pmuoracle.harness.defect.arm64;

import static pmuoracle.spec.arm64.Arm64Machine.CYCLE;

import pmuoracle.harness.imperative.arm64.InstalledFilter;
import pmuoracle.harness.imperative.arm64.RemapCpu;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.EventType;

/** Hardware type registers of guest-owned counters computed wrongly. */
final class PartitionDefects {
  private static final long EXCLUDES = EventType.P | EventType.U;
  private static final long NON_SECURE = EventType.NSK | EventType.NSU;

  private PartitionDefects() {}

  /** A20: the guest's value goes to hardware as it is. */
  static final class Unfiltered extends RemapCpu {
    Unfiltered(Arm64Model model, InstalledFilter filter) {
      super(model, filter);
    }

    @Override
    protected long derived(int i) {
      return registers().type(i);
    }
  }

  /** A24: NSH of an allowed event reaches hardware. */
  static final class RealEl2 extends RemapCpu {
    RealEl2(Arm64Model model, InstalledFilter filter) {
      super(model, filter);
    }

    @Override
    protected long derived(int i) {
      return super.derived(i) | (isHeld(i) ? 0 : registers().type(i) & EventType.NSH);
    }
  }

  /** A25: denied means every exclude bit, which on hardware with EL3 means count. */
  static final class EveryBit extends RemapCpu {
    EveryBit(Arm64Model model, InstalledFilter filter) {
      super(model, filter);
    }

    @Override
    protected long derived(int i) {
      return super.derived(i) | (isHeld(i) ? EXCLUDES | NON_SECURE | EventType.M : 0);
    }
  }

  /** A26: physical EL1 obeys the EL1 bits also where it is virtual EL2. */
  static final class NeverHyp extends RemapCpu {
    NeverHyp(Arm64Model model, InstalledFilter filter) {
      super(model, filter);
    }

    @Override
    protected boolean countsAtPhysicalEl1(int i) {
      return countsAtEl1(i);
    }
  }

  /** A27: a denied event keeps the guest's NSK and NSU beside P and U. */
  static final class NonSecureKept extends RemapCpu {
    NonSecureKept(Arm64Model model, InstalledFilter filter) {
      super(model, filter);
    }

    @Override
    protected long derived(int i) {
      return super.derived(i) | (isHeld(i) ? registers().type(i) & NON_SECURE : 0);
    }
  }

  /** A28: without fine-grained traps a load writes nothing. */
  static final class LoadSkipped extends RemapCpu {
    private boolean loads;

    LoadSkipped(Arm64Model model, InstalledFilter filter) {
      super(model, filter);
    }

    @Override
    public void start(Arm64Machine machine) {
      super.start(machine);
      loads = machine.fineGrainedTraps();
    }

    @Override
    public void load() {
      if (loads) {
        super.load();
      }
    }
  }

  /** A29: the write path has its own rule, which knows no virtual EL2. */
  static final class TwoRules extends RemapCpu {
    private boolean writing;

    TwoRules(Arm64Model model, InstalledFilter filter) {
      super(model, filter);
    }

    @Override
    protected void written() {
      writing = true;
      super.written();
      writing = false;
    }

    @Override
    protected boolean countsAtPhysicalEl1(int i) {
      return writing ? countsAtEl1(i) : super.countsAtPhysicalEl1(i);
    }
  }

  /** A33: the cycle counter's filter register is never written. */
  static final class CycleFilterUnwritten extends RemapCpu {
    CycleFilterUnwritten(Arm64Model model, InstalledFilter filter) {
      super(model, filter);
    }

    @Override
    protected long derived(int i) {
      return i == CYCLE ? 0 : super.derived(i);
    }
  }
}
