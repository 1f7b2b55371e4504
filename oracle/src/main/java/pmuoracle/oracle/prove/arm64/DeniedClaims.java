package pmuoracle.oracle.prove.arm64;

import pmuoracle.oracle.encoding.arm64.Backing;
import pmuoracle.oracle.encoding.arm64.Setting;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Word;

/** Claims that what the filter denies does not count. */
final class DeniedClaims {
  private DeniedClaims() {}

  /** Of the event that occurs. */
  static final class EventNeverCounts implements StepClaim {
    @Override
    public Bool holds(CounterStep step) {
      return switch (step.function()) {
        case RETIRED -> step.counts().implies(step.before().allows(step.event()));
        default -> step.anything();
      };
    }

    /** What has a perf event is allowed. */
    @Override
    public Bool kept(CounterView view) {
      Backing backing = view.counter().backing();
      return frozen(view)
          ? backing.exists().implies(view.allows(backing.event()))
          : view.anything();
    }
  }

  /** Of the event that the type register names. */
  static final class CounterNeverAdvances implements StepClaim {
    @Override
    public Bool holds(CounterStep step) {
      Word named = step.before().event();
      Bool denied = Setting.software(named).or(step.before().allows(named)).not();
      return switch (step.function()) {
        case RETIRED, INCREMENTED -> denied.implies(step.advances().not());
        default -> step.anything();
      };
    }

    /** A perf event is that of the type register, and allowed. */
    @Override
    public Bool kept(CounterView view) {
      Backing backing = view.counter().backing();
      Bool same = backing.event().is(view.event());
      return frozen(view)
          ? backing.exists().implies(same.and(view.allows(backing.event())))
          : view.anything();
    }

    @Override
    public boolean ownerStores() {
      return false;
    }
  }

  /** Whether there are perf events, under a filter that no longer changes. */
  private static boolean frozen(CounterView view) {
    return view.model().emulated() && view.model().refusedAfterRun();
  }
}
