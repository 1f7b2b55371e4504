package pmuoracle.oracle.prove.arm64;

import pmuoracle.oracle.encoding.arm64.WritableBits;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.arm64.Arm64Model.Hardware;
import pmuoracle.spec.arm64.EventType;

/** Claims about type registers, as the guest reads them and as hardware has them. */
final class TypeClaims {
  private TypeClaims() {}

  private static Word writable(CounterView view) {
    return WritableBits.type(view.model(), view.setting().machine());
  }

  /** Only the guest's write changes what the guest reads, and it keeps every writable bit. */
  static Bool readAsWritten(CounterStep step) {
    Word before = step.before().counter().type();
    Word after = step.after().type();
    return switch (step.function()) {
      case HOST_TYPE_WRITTEN -> step.anything();
      case TYPE_WRITTEN -> after.xor(step.in().first()).and(writable(step.before())).is(0);
      case TYPE_READ ->
          after
              .is(before)
              .and(
                  step.change()
                      .known()
                      .implies(
                          step.change().answer().xor(before).and(writable(step.before())).is(0)));
      default -> after.is(before);
    };
  }

  /** A guest reads no bit that it cannot write. */
  static final class ReadsNoReservedBit implements StepClaim {
    @Override
    public Bool holds(CounterStep step) {
      return switch (step.function()) {
        case TYPE_READ ->
            step.change()
                .known()
                .implies(step.change().answer().and(writable(step.before()).not()).is(0));
        default -> step.anything();
      };
    }

    @Override
    public Bool kept(CounterView view) {
      Hardware hardware = view.model().hardware();
      return hardware == Hardware.DIRECT_V5 || hardware == Hardware.DIRECT_V6
          ? view.anything()
          : view.counter().type().and(writable(view).not()).is(0);
    }

    @Override
    public boolean ownerStores() {
      return false;
    }
  }

  /** Hardware is never told to count at EL2. */
  static final class HardwareWithoutEl2 implements StepClaim {
    @Override
    public Bool holds(CounterStep step) {
      return switch (step.function()) {
        case LOADED -> step.change().known().implies(step.change().answer().isClear(EventType.NSH));
        default -> step.anything();
      };
    }

    @Override
    public Bool kept(CounterView view) {
      return view.model().hardware() == Hardware.DIRECT_V4
          ? view.anything()
          : view.counter().hardware().isClear(EventType.NSH);
    }
  }
}
