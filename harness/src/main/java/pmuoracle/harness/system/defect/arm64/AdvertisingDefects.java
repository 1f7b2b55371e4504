package pmuoracle.harness.system.defect.arm64;

import java.util.List;
import java.util.function.BiFunction;
import pmuoracle.harness.system.defect.Defect;
import pmuoracle.harness.system.imperative.arm64.Advertised;
import pmuoracle.harness.system.imperative.arm64.InstalledFilter;
import pmuoracle.harness.system.imperative.arm64.Procedure;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.EventType;

/** PMCEID registers that show the wrong events. */
final class AdvertisingDefects {
  private static final int VERSION_WITH_STALL_SLOT = 5;

  static final List<Defect> ALL =
      List.of(
          advertising(
              "A04",
              "Denied events stay advertised.",
              (model, filter) ->
                  new Advertised(model, filter) {
                    @Override
                    protected long filtered(long all, int firstEvent) {
                      return all;
                    }
                  }),
          advertising(
              "A09",
              "Upper halves of PMCEID are masked by what lies beyond a small bitmap.",
              (model, filter) ->
                  new Advertised(model, filter) {
                    /** What lies there is all ones. */
                    @Override
                    protected long unreached() {
                      return 0xffff_ffffL;
                    }
                  }),
          advertising(
              "A13",
              "The stall-slot events are hidden by the host's version.",
              (model, filter) ->
                  new Advertised(model, filter) {
                    @Override
                    protected long hidden(Arm64Machine machine) {
                      boolean knows = machine.hostVersion() >= VERSION_WITH_STALL_SLOT;
                      return knows ? super.hidden(machine) : 0;
                    }
                  }),
          advertising(
              "A36",
              "Software increment and chain are advertised even when denied.",
              (model, filter) ->
                  new Advertised(model, filter) {
                    @Override
                    protected long filtered(long all, int firstEvent) {
                      long software = 1L << EventType.SW_INCR | 1L << EventType.CHAIN;
                      return super.filtered(all, firstEvent) | (firstEvent == 0 ? software : 0);
                    }
                  }));

  private AdvertisingDefects() {}

  private static Defect advertising(
      String id, String sentence, BiFunction<Arm64Model, InstalledFilter, Advertised> advertised) {
    return Arm64Defects.emulated(
        id,
        sentence,
        () ->
            new Procedure() {
              @Override
              protected Advertised advertised(Arm64Model model, InstalledFilter filter) {
                return advertised.apply(model, filter);
              }
            });
  }
}
