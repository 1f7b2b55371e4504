package pmuoracle.harness.defect.arm64;

import pmuoracle.harness.imperative.arm64.Acceptance;
import pmuoracle.harness.imperative.arm64.InstalledFilter;
import pmuoracle.harness.imperative.arm64.Lifecycle;
import pmuoracle.harness.imperative.arm64.Procedure;
import pmuoracle.spec.Errno;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.FilterRequest;

/** Calls that are answered wrongly, or that leave the wrong filter. */
final class CallDefects {
  private static final int NEWEST_KNOWN = 7;

  private CallDefects() {}

  /** A03: a range is not checked. */
  static final class UncheckedRange extends Procedure {
    @Override
    protected Acceptance acceptance(Arm64Model model, Lifecycle lifecycle, InstalledFilter filter) {
      return new Acceptance(model, lifecycle, filter) {
        @Override
        protected boolean isBeyond(int end) {
          return false;
        }
      };
    }
  }

  /** A07 reversed: a call that undoes the one before it restores the default. */
  static final class Cancelling extends Procedure {
    @Override
    protected InstalledFilter filter() {
      return new InstalledFilter() {
        private int base;
        private int nevents;
        private int action;

        @Override
        public void apply(FilterRequest request) {
          boolean undoes =
              isPresent()
                  && request.base() == base
                  && request.nevents() == nevents
                  && request.action() != action;
          base = request.base();
          nevents = request.nevents();
          action = request.action();
          if (undoes) {
            clear();
          } else {
            super.apply(request);
          }
        }
      };
    }
  }

  /** A08: a virtual machine without a PMU gets ENXIO. */
  static final class OldErrno extends Procedure {
    @Override
    protected Acceptance acceptance(Arm64Model model, Lifecycle lifecycle, InstalledFilter filter) {
      return new Acceptance(model, lifecycle, filter) {
        @Override
        protected Errno withoutPmu() {
          return Errno.ENXIO;
        }
      };
    }
  }

  /** A10: only the virtual CPU of the call is looked at. */
  static final class NeverFrozen extends Procedure {
    @Override
    protected Acceptance acceptance(Arm64Model model, Lifecycle lifecycle, InstalledFilter filter) {
      return new Acceptance(model, lifecycle, filter) {
        @Override
        protected boolean isFrozen() {
          return false;
        }
      };
    }
  }

  /** A11: another PMU can be selected once there is a filter. */
  static final class Reselected extends Procedure {
    @Override
    protected Lifecycle lifecycle(Arm64Model model, InstalledFilter filter) {
      return new Lifecycle(model, filter) {
        @Override
        protected boolean isBound(boolean same) {
          return false;
        }
      };
    }
  }

  /** A38: once there is a filter not even the selected PMU can be selected. */
  static final class FilterFirst extends Procedure {
    @Override
    protected Lifecycle lifecycle(Arm64Model model, InstalledFilter filter) {
      return new Lifecycle(model, filter) {
        @Override
        protected boolean isBound(boolean same) {
          return true;
        }
      };
    }
  }

  /** A39: a host newer than is known has an event space of one event. */
  static final class UnknownHost extends Procedure {
    @Override
    protected Acceptance acceptance(Arm64Model model, Lifecycle lifecycle, InstalledFilter filter) {
      return new Acceptance(model, lifecycle, filter) {
        @Override
        protected int bound(Arm64Machine machine) {
          return machine.hostVersion() > NEWEST_KNOWN ? 1 : super.bound(machine);
        }
      };
    }
  }

  /** A40 reversed: a first call with no events is a no-op. */
  static final class EmptyIgnored extends Procedure {
    @Override
    protected InstalledFilter filter() {
      return new InstalledFilter() {
        @Override
        public void apply(FilterRequest request) {
          if (request.nevents() != 0) {
            super.apply(request);
          }
        }
      };
    }
  }
}
