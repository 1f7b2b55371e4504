package pmuoracle.oracle.prove.arm64;

import pmuoracle.oracle.encoding.arm64.Backing;
import pmuoracle.oracle.encoding.arm64.ExceptionLevels;
import pmuoracle.oracle.encoding.arm64.VcpuRegisters;
import pmuoracle.oracle.encoding.arm64.WritableBits;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.step.arm64.RegisterFunction;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Mdcr;
import pmuoracle.spec.arm64.Pmcr;

/** Claims that an allowed event advances a counter exactly where the architecture says. */
final class ArchitectureClaims {
  private ArchitectureClaims() {}

  private static Bool asArchitecture(CounterStep step, Bool where) {
    return switch (step.function()) {
      case RETIRED ->
          step.change()
              .known()
              .and(where)
              .and(step.before().allows(step.event()))
              .implies(
                  step.counting()
                      .counts(step.event())
                      .iff(step.architecture().counts(step.event())));
      default -> step.anything();
    };
  }

  /** The type register has no bit that a guest cannot write. */
  private static Bool masked(CounterView view) {
    Word writable = WritableBits.type(view.model(), view.setting().machine());
    Word type = view.counter().type();
    return type.and(writable).is(type);
  }

  /** A perf event is as one made now; where there is none, one made now would not run. */
  static Bool backedAsNow(CounterView view) {
    Backing backing = view.counter().backing();
    Backing fresh = view.fresh();
    return backing.exists().choose(backing.counts(fresh), fresh.running().not());
  }

  /** On every machine the model has. */
  static final class Everywhere implements StepClaim {
    @Override
    public Bool holds(CounterStep step) {
      return asArchitecture(step, step.anything());
    }

    @Override
    public Bool kept(CounterView view) {
      return view.model().emulated() && !view.model().nested()
          ? backedAsNow(view).and(masked(view))
          : view.anything();
    }

    @Override
    public boolean ownerStores() {
      return false;
    }
  }

  /** On machines without virtual EL2. */
  static final class WithoutNesting implements StepClaim {
    @Override
    public Bool holds(CounterStep step) {
      return asArchitecture(step, step.setting().machine().nested().not());
    }

    @Override
    public Bool kept(CounterView view) {
      return view.model().emulated()
          ? view.setting().machine().nested().or(backedAsNow(view).and(masked(view)))
          : view.anything();
    }

    @Override
    public boolean ownerStores() {
      return false;
    }
  }

  /**
   * On machines with virtual EL2, as long as only virtual EL2 touches the PMU, HPMN and HPMD change
   * only while the counter has no perf event, and HPMD comes with PMCR.DP and without HCCD.
   */
  static final class HandledByHypervisor implements StepClaim {
    @Override
    public Bool holds(CounterStep step) {
      return asArchitecture(step, step.setting().machine().nested());
    }

    /**
     * A perf event is as one made now, but that a counter without its PMCNTEN bit still excludes
     * what virtual EL2 excludes. Only the cycle counter may lack one that could be made.
     */
    @Override
    public Bool kept(CounterView view) {
      if (!view.model().emulated()) {
        return view.anything();
      }
      Backing backing = view.counter().backing();
      Backing fresh = view.fresh();
      Bool el2 = new ExceptionLevels(view.setting(), view.registers(), view.counter().type()).el2();
      Bool excludes = view.counter().enabled().choose(fresh.excludesEl1(), el2.not());
      Bool lacks = view.setting().cycle() ? fresh.running() : fresh.exists();
      return view.setting()
          .machine()
          .nested()
          .not()
          .or(
              view.terms()
                  .all(
                      controlled(view.registers()),
                      view.hasRun().or(view.counter().type().is(0)),
                      masked(view),
                      backing
                          .exists()
                          .choose(backing.counts(fresh.excludingEl1(excludes)), lacks.not())));
    }

    @Override
    public boolean ownerStores() {
      return false;
    }

    @Override
    public Bool permits(RegisterFunction function, CounterView before, VcpuRegisters after) {
      return switch (function) {
        case ACCESSED, COUNTER_ACCESSED -> before.registers().is(Level.VEL2);
        case PMCR_WRITTEN -> before.registers().is(Level.VEL2).and(controlled(after));
        case MDCR_WRITTEN -> {
          Word changed = before.registers().mdcr().xor(after.mdcr());
          Bool idle = before.counter().backing().exists().not();
          yield controlled(after).and(idle.or(changed.isClear(Mdcr.HPMN | Mdcr.HPMD)));
        }
        default -> before.anything();
      };
    }

    private static Bool controlled(VcpuRegisters registers) {
      return registers
          .mdcr(Mdcr.HPMD)
          .implies(registers.pmcr(Pmcr.DP))
          .and(registers.mdcr(Mdcr.HCCD).not());
    }
  }
}
