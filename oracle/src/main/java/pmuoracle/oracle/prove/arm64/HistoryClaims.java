package pmuoracle.oracle.prove.arm64;

import pmuoracle.oracle.encoding.arm64.CounterState;
import pmuoracle.oracle.encoding.arm64.CounterTransitions;
import pmuoracle.oracle.encoding.arm64.Counting;
import pmuoracle.oracle.encoding.arm64.HardwareType;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Model.Hardware;

/** Claims that how a counter came to its registers does not matter. */
final class HistoryClaims {
  private HistoryClaims() {}

  /** What counts is what would count if perf event and hardware were made anew. */
  static final class NoHistory implements StepClaim {
    @Override
    public Bool holds(CounterStep step) {
      return switch (step.function()) {
        case RETIRED -> {
          Bool counts = step.counting().counts(step.event());
          Bool anew = step.counting().anew().counts(step.event());
          yield step.change().known().implies(counts.iff(anew));
        }
        default -> step.anything();
      };
    }

    @Override
    public Bool kept(CounterView view) {
      Arm64Model model = view.model();
      if (model.emulated() && model.refusedAfterRun() && !model.nested()) {
        return ArchitectureClaims.backedAsNow(view);
      } else if (model.hardware() == Hardware.DIRECT_V4) {
        HardwareType hardware = new HardwareType(view.setting(), view.registers());
        CounterState counter = view.counter();
        return view.hasRun().implies(counter.hardware().is(hardware.computed(counter.type())));
      }
      return view.anything();
    }

    @Override
    public boolean ownerStores() {
      return false;
    }
  }

  /** What counts is what would count after a load. */
  static final class WriteAsLoad implements StepClaim {
    @Override
    public Bool holds(CounterStep step) {
      return switch (step.function()) {
        case RETIRED -> {
          Bool counts = step.counting().counts(step.event());
          CounterState loaded = loaded(step.before());
          Bool then =
              new Counting(
                      step.setting(),
                      step.registers(),
                      loaded,
                      step.in().chained(),
                      step.in().carried())
                  .counts(step.event());
          yield step.change().known().implies(counts.iff(then));
        }
        default -> step.anything();
      };
    }

    @Override
    public Bool kept(CounterView view) {
      return switch (view.model().hardware()) {
        case DIRECT_V4, DIRECT_V5, DIRECT_V7 ->
            view.hasRun()
                .and(view.counter().unsettled().not())
                .implies(loaded(view).hardware().is(view.counter().hardware()));
        case NONE, DIRECT_V6, DIRECT_V8, REMAP -> view.anything();
      };
    }

    @Override
    public boolean ownerStores() {
      return false;
    }

    private static CounterState loaded(CounterView view) {
      return new CounterTransitions(view.setting()).loaded(view.registers(), view.counter()).next();
    }
  }
}
