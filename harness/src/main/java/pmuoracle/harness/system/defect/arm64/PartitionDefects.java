package pmuoracle.harness.system.defect.arm64;

import static pmuoracle.spec.arm64.Arm64Machine.CYCLE;

import java.util.List;
import java.util.function.BiFunction;
import pmuoracle.harness.system.defect.Defect;
import pmuoracle.harness.system.imperative.arm64.InstalledFilter;
import pmuoracle.harness.system.imperative.arm64.RemapCpu;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.arm64.EventType;

/** Hardware type registers of guest-owned counters computed wrongly. */
final class PartitionDefects {
  private static final long EXCLUDES = EventType.P | EventType.U;
  private static final long NON_SECURE = EventType.NSK | EventType.NSU;

  static final List<Defect> ALL =
      List.of(
          remap(
              "A20",
              "The guest's type register goes to hardware as it is.",
              (model, filter) ->
                  new RemapCpu(model, filter) {
                    @Override
                    protected long derived(int i) {
                      return registers().type(i);
                    }
                  }),
          remap(
              "A24",
              "NSH of an allowed event reaches hardware.",
              (model, filter) ->
                  new RemapCpu(model, filter) {
                    @Override
                    protected long derived(int i) {
                      return super.derived(i)
                          | (isHeld(i) ? 0 : registers().type(i) & EventType.NSH);
                    }
                  }),
          remap(
              "A25",
              "A denied event gets P, U, NSK, NSU and M, and so counts.",
              (model, filter) ->
                  new RemapCpu(model, filter) {
                    @Override
                    protected long derived(int i) {
                      return super.derived(i)
                          | (isHeld(i) ? EXCLUDES | NON_SECURE | EventType.M : 0);
                    }
                  }),
          remap(
              "A26",
              "Virtual EL2 counts by P and NSK, not by NSH.",
              (model, filter) ->
                  new RemapCpu(model, filter) {
                    @Override
                    protected boolean countsAtPhysicalEl1(int i) {
                      return countsAtEl1(i);
                    }
                  }),
          remap(
              "A27",
              "A denied event keeps the guest's NSK and NSU, and so counts.",
              (model, filter) ->
                  new RemapCpu(model, filter) {
                    @Override
                    protected long derived(int i) {
                      return super.derived(i) | (isHeld(i) ? registers().type(i) & NON_SECURE : 0);
                    }
                  }),
          remap("A28", "Without fine-grained traps a load writes nothing.", LoadSkipped::new),
          remap("A29", "A write and a load compute different hardware values.", TwoRules::new),
          remap(
              "A33",
              "The cycle counter's filter register is never written.",
              (model, filter) ->
                  new RemapCpu(model, filter) {
                    @Override
                    protected long derived(int i) {
                      return i == CYCLE ? 0 : super.derived(i);
                    }
                  }));

  private PartitionDefects() {}

  private static Defect remap(
      String id, String sentence, BiFunction<Arm64Model, InstalledFilter, RemapCpu> cpu) {
    return Arm64Defects.counting(id, sentence, Arm64Models.REMAP, cpu::apply);
  }

  private static final class LoadSkipped extends RemapCpu {
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

  /** The rule of writes knows no virtual EL2. */
  private static final class TwoRules extends RemapCpu {
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
}
