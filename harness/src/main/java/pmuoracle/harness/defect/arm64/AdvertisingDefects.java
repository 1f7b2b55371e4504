package pmuoracle.harness.defect.arm64;

import pmuoracle.harness.imperative.arm64.Advertised;
import pmuoracle.harness.imperative.arm64.InstalledFilter;
import pmuoracle.harness.imperative.arm64.Procedure;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.EventType;

/** PMCEID registers that show the wrong events. */
final class AdvertisingDefects {
  private static final int VERSION_WITH_STALL_SLOT = 5;
  private static final long LOW_32 = 0xffff_ffffL;

  private AdvertisingDefects() {}

  /** A04: denied events stay advertised. */
  static final class Unfiltered extends Procedure {
    @Override
    protected Advertised advertised(Arm64Model model, InstalledFilter filter) {
      return new Advertised(model, filter) {
        @Override
        protected long filtered(long all, int firstEvent) {
          return all;
        }
      };
    }
  }

  /** A09: upper halves are masked by what lies beyond a small bitmap; here that is all ones. */
  static final class Beyond extends Procedure {
    @Override
    protected Advertised advertised(Arm64Model model, InstalledFilter filter) {
      return new Advertised(model, filter) {
        @Override
        protected long unreached() {
          return LOW_32;
        }
      };
    }
  }

  /** A13: the stall-slot events are hidden by the host's version. */
  static final class HostVersion extends Procedure {
    @Override
    protected Advertised advertised(Arm64Model model, InstalledFilter filter) {
      return new Advertised(model, filter) {
        @Override
        protected long hidden(Arm64Machine machine) {
          return machine.hostVersion() >= VERSION_WITH_STALL_SLOT ? super.hidden(machine) : 0;
        }
      };
    }
  }

  /** A36 reversed: software increment and chain are shown even when denied. */
  static final class SoftwareShown extends Procedure {
    @Override
    protected Advertised advertised(Arm64Model model, InstalledFilter filter) {
      return new Advertised(model, filter) {
        @Override
        protected long filtered(long all, int firstEvent) {
          long software = 1L << EventType.SW_INCR | 1L << EventType.CHAIN;
          return super.filtered(all, firstEvent) | (firstEvent == 0 ? software : 0);
        }
      };
    }
  }
}
