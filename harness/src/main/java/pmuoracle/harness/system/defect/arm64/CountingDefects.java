package pmuoracle.harness.system.defect.arm64;

import static pmuoracle.spec.arm64.Arm64Machine.CYCLE;
import static pmuoracle.spec.arm64.Arm64Models.V7_3;

import java.util.List;
import java.util.function.BiFunction;
import pmuoracle.harness.system.defect.Defect;
import pmuoracle.harness.system.imperative.arm64.ArchitectureCpu;
import pmuoracle.harness.system.imperative.arm64.EmulatedCpu;
import pmuoracle.harness.system.imperative.arm64.InstalledFilter;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Mdcr;
import pmuoracle.spec.arm64.Pmcr;

/** Counters that ask the filter, the exception-level bits or PMCR wrongly, or report wrongly. */
final class CountingDefects {
  static final List<Defect> ALL =
      List.of(
          emulated(
              "A01",
              "The cycle counter asks the filter with PMCCFILTR's low bits.",
              (model, filter) ->
                  new EmulatedCpu(model, filter) {
                    @Override
                    protected boolean isDenied(int i) {
                      return i == CYCLE
                          ? !filter.allows((int) registers().type(i) & 0xffff)
                          : super.isDenied(i);
                    }
                  }),
          emulated(
              "A02",
              "Software increment and chain are filtered.",
              (model, filter) ->
                  new EmulatedCpu(model, filter) {
                    @Override
                    protected boolean countsSoftware(int i, int event) {
                      return super.countsSoftware(i, event) && !isDenied(i);
                    }
                  }),
          emulated("A15", "NSK and NSU are ignored.", TwoBits::new),
          emulated(
              "A16",
              "Virtual EL2 counts by the bits of EL1.",
              (model, filter) ->
                  new EmulatedCpu(model, filter) {
                    @Override
                    protected boolean countsAtEl2(int i) {
                      return countsAtEl1(i);
                    }
                  }),
          emulated(
              "A18", "A perf event made after the last load does not count EL0.", UserAtLoad::new),
          emulated(
              "A21",
              "The filter is asked with bits that do not name the event.",
              (model, filter) ->
                  new EmulatedCpu(model, filter) {
                    /** Beyond the bitmap it finds zeros. */
                    @Override
                    protected boolean isDenied(int i) {
                      boolean beyond = i != CYCLE && registers().type(i) >>> 16 != 0;
                      return super.isDenied(i) || (filter.isPresent() && beyond);
                    }
                  }),
          emulated(
              "A41",
              "The period after an overflow is what is left until the counter's value wraps.",
              (model, filter) ->
                  new EmulatedCpu(model, filter) {
                    @Override
                    protected long nextPeriod(int i) {
                      return untilOverflow(i);
                    }
                  }),
          emulated(
              "A43",
              "A type register keeps NSH although the guest is told that it has no EL2.",
              (model, filter) ->
                  new EmulatedCpu(model, filter) {
                    @Override
                    protected long stored(long value) {
                      return super.stored(value) | (value & EventType.NSH);
                    }
                  }),
          emulated(
              "A45",
              "KVM_SET_ONE_REG of a type register makes the perf event anew.",
              (model, filter) ->
                  new EmulatedCpu(model, filter) {
                    @Override
                    protected void typeStored(int i, boolean ran) {
                      back(i);
                    }
                  }),
          emulated(
              "A46",
              "PMCR.P resets the first counter that the guest cannot reach, too.",
              (model, filter) ->
                  new EmulatedCpu(model, filter) {
                    @Override
                    protected long reset(long pmcr) {
                      boolean more = (pmcr & Pmcr.P) != 0;
                      int next = registers().visible();
                      return super.reset(pmcr)
                          | (more && next < registers().counters() ? 1L << next : 0);
                    }
                  }),
          emulated(
              "A47",
              "PMCR.P spares the last counter that the guest reaches.",
              (model, filter) ->
                  new EmulatedCpu(model, filter) {
                    @Override
                    protected long reset(long pmcr) {
                      int reached = registers().visible();
                      return super.reset(pmcr) & ~(reached == 0 ? 0 : 1L << (reached - 1));
                    }
                  }),
          emulated(
              "A48",
              "PMCR.C is lost when PMCR.P is written with it.",
              (model, filter) ->
                  new EmulatedCpu(model, filter) {
                    @Override
                    protected long reset(long pmcr) {
                      return super.reset((pmcr & Pmcr.P) == 0 ? pmcr : pmcr & ~Pmcr.C);
                    }
                  }),
          Arm64Defects.counting(
              "A37",
              "HPMD stops the cycle counter whatever PMCR.DP says.",
              Arm64Models.ARCHITECTURE,
              (model, filter) ->
                  new ArchitectureCpu(model, filter) {
                    @Override
                    protected boolean isCycleProhibited() {
                      return super.isCycleProhibited() || registers().hasMdcr(Mdcr.HPMD);
                    }
                  }));

  private CountingDefects() {}

  private static Defect emulated(
      String id, String sentence, BiFunction<Arm64Model, InstalledFilter, EmulatedCpu> cpu) {
    return Arm64Defects.counting(id, sentence, V7_3, cpu::apply);
  }

  private static final class TwoBits extends EmulatedCpu {
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

  /** A perf event's EL0 half is switched on at a load only. */
  private static final class UserAtLoad extends EmulatedCpu {
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
}
