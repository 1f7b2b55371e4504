package pmuoracle.harness.system.defect.x86;

import static pmuoracle.harness.system.defect.x86.X86Defects.mediated;

import java.util.List;
import pmuoracle.harness.system.defect.Defect;
import pmuoracle.harness.system.imperative.x86.InstalledFilter;
import pmuoracle.harness.system.imperative.x86.MediatedCpu;
import pmuoracle.spec.x86.Emulated;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FixedControl;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;

/** Mediated counters whose shadow, hardware and software copies disagree. */
final class MediatedDefects {
  /** What an exit's handler retires. */
  private static final long HANDLER = 5000;

  static final List<Defect> ALL =
      List.of(
          mediated("X34", "A reset does not reach the hardware's enables.", ResetNotLoaded::new),
          mediated(
              "X35",
              "A load of global control is compared with a stale copy and dropped.",
              StaleComparison::new),
          mediated(
              "X36",
              "Emulated instructions on a mediated counter are lost.",
              (model, filter) ->
                  new MediatedCpu(model, filter) {
                    @Override
                    protected long bump(int c) {
                      return 0;
                    }
                  }),
          mediated(
              "X39",
              "On AMD the exit handler's instructions are counted for the guest.",
              (model, filter) ->
                  new MediatedCpu(model, filter) {
                    @Override
                    public void enter() {
                      long event = Emulated.INSTRUCTION.event(Vendor.AMD);
                      for (int c = 0; isAmd() && c < counters(); c++) {
                        retire(c, event, HANDLER, (int) FixedControl.OS);
                      }
                      super.enter();
                    }
                  }),
          mediated(
              "X40",
              "A denied counter's event select reads back without its enable bit.",
              (model, filter) ->
                  new MediatedCpu(model, filter) {
                    @Override
                    public long eventSelect(int c) {
                      return super.eventSelect(c) & (shadow(c) | ~EventSelect.ENABLE);
                    }
                  }),
          mediated(
              "X41",
              "A new filter does not reach the mediated shadow.",
              (model, filter) ->
                  new MediatedCpu(model, filter) {
                    @Override
                    public void filterReplaced() {}
                  }));

  private MediatedDefects() {}

  /** A reset leaves the hardware's controls as they were loaded. */
  private static final class ResetNotLoaded extends MediatedCpu {
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

  /** The copy is one that the guest's own writes do not reach. */
  private static final class StaleComparison extends MediatedCpu {
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
}
