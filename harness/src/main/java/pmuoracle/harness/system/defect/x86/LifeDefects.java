package pmuoracle.harness.system.defect.x86;

import static pmuoracle.harness.system.defect.x86.X86Defects.perfBacked;

import java.util.List;
import pmuoracle.harness.system.defect.Defect;
import pmuoracle.harness.system.imperative.x86.PerfBackedCpu;

/** A virtual CPU's life, and the periods of its perf events, gone wrong. */
final class LifeDefects {
  static final List<Defect> ALL =
      List.of(
          perfBacked(
              "X50",
              "After a reset global control is 0.",
              (model, filter) ->
                  new PerfBackedCpu(model, filter) {
                    @Override
                    public void resetByOwner() {
                      reset();
                    }
                  }),
          perfBacked(
              "X51",
              "An INIT resets the PMU.",
              (model, filter) ->
                  new PerfBackedCpu(model, filter) {
                    @Override
                    public void init() {
                      resetByOwner();
                    }
                  }),
          perfBacked(
              "X52",
              "KVM_SET_CPUID2 resets the PMU although the guest has run.",
              (model, filter) ->
                  new PerfBackedCpu(model, filter) {
                    @Override
                    public void refresh() {
                      resetByOwner();
                    }
                  }),
          perfBacked(
              "X53",
              "KVM_SET_CPUID2 leaves what userspace wrote before the first run.",
              (model, filter) ->
                  new PerfBackedCpu(model, filter) {
                    @Override
                    public void refresh() {}
                  }),
          perfBacked(
              "X54",
              "A write of a running counter begins the period of the written value.",
              (model, filter) ->
                  new PerfBackedCpu(model, filter) {
                    @Override
                    protected void periodWritten(int c) {
                      beginPeriod(c, value(c));
                    }
                  }));

  private LifeDefects() {}
}
