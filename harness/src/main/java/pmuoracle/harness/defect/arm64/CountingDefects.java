package pmuoracle.harness.defect.arm64;

import static pmuoracle.spec.arm64.Arm64Machine.CYCLE;

import java.util.function.BiFunction;
import pmuoracle.harness.imperative.arm64.ArchitectureCpu;
import pmuoracle.harness.imperative.arm64.EmulatedCpu;
import pmuoracle.harness.imperative.arm64.InstalledFilter;
import pmuoracle.harness.imperative.arm64.Procedure;
import pmuoracle.harness.imperative.arm64.VirtualCpu;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Mdcr;

/** Counters that ask the filter or the exception-level bits wrongly. */
final class CountingDefects {
  private CountingDefects() {}

  /** A procedure that is right but for its virtual CPUs. */
  static Procedure with(BiFunction<Arm64Model, InstalledFilter, VirtualCpu> cpu) {
    return new Procedure() {
      @Override
      protected VirtualCpu cpu(Arm64Model model, InstalledFilter filter) {
        return cpu.apply(model, filter);
      }
    };
  }

  /** A01: the cycle counter's event is PMCCFILTR's low bits. */
  static final class CycleByFilterRegister extends EmulatedCpu {
    private final InstalledFilter filter;

    CycleByFilterRegister(Arm64Model model, InstalledFilter filter) {
      super(model, filter);
      this.filter = filter;
    }

    @Override
    protected boolean isDenied(int i) {
      return i == CYCLE ? !filter.allows((int) registers().type(i) & 0xffff) : super.isDenied(i);
    }
  }

  /** A02 reversed: software increments and chained overflows are filtered. */
  static final class SoftwareFiltered extends EmulatedCpu {
    SoftwareFiltered(Arm64Model model, InstalledFilter filter) {
      super(model, filter);
    }

    @Override
    protected boolean countsSoftware(int i, int event) {
      return super.countsSoftware(i, event) && !isDenied(i);
    }
  }

  /** A15: NSK and NSU are ignored. */
  static final class TwoBits extends EmulatedCpu {
    TwoBits(Arm64Model model, InstalledFilter filter) {
      super(model, filter);
    }

    @Override
    protected boolean countsAtEl0(int i) {
      return (registers().type(i) & EventType.U) == 0;
    }

    @Override
    protected boolean countsAtEl1(int i) {
      return (registers().type(i) & EventType.P) == 0;
    }
  }

  /** A16: virtual EL2 counts by the bits of EL1. */
  static final class VirtualEl2AsEl1 extends EmulatedCpu {
    VirtualEl2AsEl1(Arm64Model model, InstalledFilter filter) {
      super(model, filter);
    }

    @Override
    protected boolean countsAtEl2(int i) {
      return countsAtEl1(i);
    }
  }

  /** A18: a perf event's EL0 half is switched on at a load only, so a later one lacks it. */
  static final class UserAtLoad extends EmulatedCpu {
    private long made;
    private long user;

    UserAtLoad(Arm64Model model, InstalledFilter filter) {
      super(model, filter);
    }

    @Override
    public void start(Arm64Machine machine) {
      super.start(machine);
      made = 0;
      user = 0;
    }

    @Override
    protected void back(int i) {
      super.back(i);
      made |= 1L << i;
      user &= ~(1L << i);
    }

    @Override
    public void load() {
      super.load();
      user = made;
    }

    @Override
    protected boolean countsHere(int i) {
      return super.countsHere(i) && (registers().level() != Level.EL0 || (user >>> i & 1) != 0);
    }
  }

  /** A21: the filter is asked with the whole type register; beyond the bitmap it finds zeros. */
  static final class WholeRegister extends EmulatedCpu {
    private final InstalledFilter filter;

    WholeRegister(Arm64Model model, InstalledFilter filter) {
      super(model, filter);
      this.filter = filter;
    }

    @Override
    protected boolean isDenied(int i) {
      boolean beyond = i != CYCLE && registers().type(i) >>> 16 != 0;
      return super.isDenied(i) || (filter.isPresent() && beyond);
    }
  }

  /** A37 on the architecture's side: HPMD stops the cycle counter whatever PMCR.DP says. */
  static final class CycleByHpmd extends ArchitectureCpu {
    CycleByHpmd(Arm64Model model, InstalledFilter filter) {
      super(model, filter);
    }

    @Override
    protected boolean isCycleProhibited() {
      return super.isCycleProhibited() || registers().hasMdcr(Mdcr.HPMD);
    }
  }
}
