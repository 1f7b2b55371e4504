package pmuoracle.harness.system.defect.arm64;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import pmuoracle.harness.system.defect.Defect;
import pmuoracle.harness.system.imperative.arm64.Acceptance;
import pmuoracle.harness.system.imperative.arm64.InstalledFilter;
import pmuoracle.harness.system.imperative.arm64.Lifecycle;
import pmuoracle.harness.system.imperative.arm64.Procedure;
import pmuoracle.spec.Errno;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.EventRange;

/** Calls that are answered wrongly, or that leave the wrong filter. */
final class CallDefects {
  private static final int NEWEST_KNOWN = 7;

  static final List<Defect> ALL =
      List.of(
          acceptance(
              "A03",
              "A range beyond the event space is accepted.",
              (model, lifecycle, filter) ->
                  new Acceptance(model, lifecycle, filter) {
                    @Override
                    protected boolean isBeyond(int end) {
                      return false;
                    }
                  }),
          filter("A07", "A call that undoes the one before it restores the default.", Undone::new),
          acceptance(
              "A08",
              "A filter for a virtual machine without a PMU gets ENXIO.",
              (model, lifecycle, filter) ->
                  new Acceptance(model, lifecycle, filter) {
                    @Override
                    protected Errno withoutPmu() {
                      return Errno.ENXIO;
                    }
                  }),
          acceptance(
              "A10",
              "A filter is accepted after another virtual CPU has run.",
              (model, lifecycle, filter) ->
                  new Acceptance(model, lifecycle, filter) {
                    @Override
                    protected boolean isFrozen() {
                      return false;
                    }
                  }),
          lifecycle(
              "A11",
              "Another PMU can be selected after a filter.",
              (model, filter) ->
                  new Lifecycle(model, filter) {
                    @Override
                    protected boolean isBound(boolean same) {
                      return false;
                    }
                  }),
          lifecycle(
              "A38",
              "After a filter not even the selected PMU can be selected.",
              (model, filter) ->
                  new Lifecycle(model, filter) {
                    @Override
                    protected boolean isBound(boolean same) {
                      return true;
                    }
                  }),
          lifecycle(
              "A42",
              "A run before the interrupt controller is initialised gets EINVAL.",
              (model, filter) ->
                  new Lifecycle(model, filter) {
                    @Override
                    protected Errno unready() {
                      return Errno.EINVAL;
                    }
                  }),
          lifecycle(
              "A44",
              "A virtual machine that a refused run has killed answers as if it were alive.",
              (model, filter) ->
                  new Lifecycle(model, filter) {
                    @Override
                    protected boolean kills() {
                      return false;
                    }
                  }),
          acceptance(
              "A39",
              "A host of unknown version has an event space of one event.",
              (model, lifecycle, filter) ->
                  new Acceptance(model, lifecycle, filter) {
                    @Override
                    protected int bound(Arm64Machine machine) {
                      return machine.hostVersion() > NEWEST_KNOWN ? 1 : super.bound(machine);
                    }
                  }),
          filter(
              "A40",
              "A first call with no events changes nothing.",
              () ->
                  new InstalledFilter() {
                    @Override
                    public void apply(EventRange range) {
                      if (range.nevents() != 0) {
                        super.apply(range);
                      }
                    }
                  }));

  private CallDefects() {}

  @FunctionalInterface
  private interface Checks {
    Acceptance of(Arm64Model model, Lifecycle lifecycle, InstalledFilter filter);
  }

  private static Defect acceptance(String id, String sentence, Checks checks) {
    return Arm64Defects.emulated(
        id,
        sentence,
        () ->
            new Procedure() {
              @Override
              protected Acceptance acceptance(
                  Arm64Model model, Lifecycle lifecycle, InstalledFilter filter) {
                return checks.of(model, lifecycle, filter);
              }
            });
  }

  private static Defect filter(String id, String sentence, Supplier<InstalledFilter> filter) {
    return Arm64Defects.emulated(
        id,
        sentence,
        () ->
            new Procedure() {
              @Override
              protected InstalledFilter filter() {
                return filter.get();
              }
            });
  }

  private static Defect lifecycle(
      String id, String sentence, BiFunction<Arm64Model, InstalledFilter, Lifecycle> lifecycle) {
    return Arm64Defects.emulated(
        id,
        sentence,
        () ->
            new Procedure() {
              @Override
              protected Lifecycle lifecycle(Arm64Model model, InstalledFilter filter) {
                return lifecycle.apply(model, filter);
              }
            });
  }

  private static final class Undone extends InstalledFilter {
    private @Nullable EventRange before;

    @Override
    public void apply(EventRange range) {
      boolean undoes =
          isPresent()
              && new EventRange(range.base(), range.nevents(), !range.allowed()).equals(before);
      before = range;
      if (undoes) {
        clear();
      } else {
        super.apply(range);
      }
    }
  }
}
