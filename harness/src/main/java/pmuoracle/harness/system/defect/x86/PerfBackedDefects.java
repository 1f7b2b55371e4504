package pmuoracle.harness.system.defect.x86;

import static pmuoracle.harness.system.defect.x86.X86Defects.perfBacked;

import java.util.List;
import pmuoracle.harness.system.defect.Defect;
import pmuoracle.harness.system.imperative.x86.PerfBackedCpu;
import pmuoracle.spec.x86.Emulated;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FixedControl;
import pmuoracle.spec.x86.Vendor;

/** Perf-backed counters programmed or counted wrongly. */
final class PerfBackedDefects {
  static final List<Defect> ALL =
      List.of(
          perfBacked(
              "X17",
              "A new filter is not applied to running counters.",
              (model, filter) ->
                  new PerfBackedCpu(model, filter) {
                    @Override
                    public void filterReplaced() {}
                  }),
          perfBacked(
              "X21",
              "Emulated instructions are counted by denied counters.",
              (model, filter) ->
                  new PerfBackedCpu(model, filter) {
                    @Override
                    protected boolean countsEmulated(int c) {
                      return true;
                    }
                  }),
          perfBacked(
              "X25",
              "The filter sees AMD's select of twelve bits, the hardware is told eight.",
              (model, filter) ->
                  new PerfBackedCpu(model, filter) {
                    @Override
                    protected long programmedKey(int c, long eventSelect) {
                      return super.programmedKey(c, eventSelect) & Vendor.INTEL.keyMask();
                    }
                  }),
          perfBacked(
              "X26",
              "An AMD event whose select has bit 33 never reports an overflow.",
              (model, filter) ->
                  new PerfBackedCpu(model, filter) {
                    @Override
                    protected void overflowed(int c) {
                      if (!isAmd() || (guestEventSelect(c) & EventSelect.IN_TX_CHECKPOINTED) == 0) {
                        super.overflowed(c);
                      }
                    }
                  }),
          perfBacked(
              "X27",
              "Fixed counter 2 counts event 0x3000.",
              (model, filter) ->
                  new PerfBackedCpu(model, filter) {
                    @Override
                    protected long fixedKey(int index) {
                      return index == 2 ? 0x3000 : super.fixedKey(index);
                    }
                  }),
          perfBacked(
              "X28",
              "An event that CPUID says is missing does not count on general-purpose counters.",
              (model, filter) ->
                  new PerfBackedCpu(model, filter) {
                    @Override
                    protected boolean isGated(int c) {
                      return isGeneralPurpose(c) && isUnavailable(c);
                    }
                  }),
          perfBacked(
              "X29",
              "An event that CPUID says is missing does not count on fixed counters.",
              (model, filter) ->
                  new PerfBackedCpu(model, filter) {
                    @Override
                    protected boolean isGated(int c) {
                      return !isGeneralPurpose(c) && isUnavailable(c);
                    }
                  }),
          perfBacked(
              "X32",
              "On AMD the world switch is counted as a branch of the guest.",
              (model, filter) ->
                  new PerfBackedCpu(model, filter) {
                    @Override
                    public void enter() {
                      super.enter();
                      for (int c = 0; isAmd() && c < counters(); c++) {
                        retire(c, Emulated.BRANCH.event(Vendor.AMD), 1, (int) FixedControl.OS);
                      }
                    }
                  }));

  private PerfBackedDefects() {}
}
