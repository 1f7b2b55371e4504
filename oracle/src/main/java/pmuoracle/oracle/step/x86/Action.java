package pmuoracle.oracle.step.x86;

import static pmuoracle.oracle.step.Reach.EVERY;
import static pmuoracle.oracle.step.Reach.EVERYWHERE;
import static pmuoracle.oracle.step.Reach.ONE;

import pmuoracle.oracle.step.Plan;
import pmuoracle.oracle.step.Shown;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.X86Step;

/** What an x86 step can be: its kind, and what sort of register it accesses. */
public enum Action {
  SET_FILTER,
  WRITE_SELECT,
  WRITE_LEGACY,
  WRITE_FULL_WIDTH,
  WRITE_FIXED_COUNTER,
  WRITE_FIXED_CONTROL,
  WRITE_GLOBAL_CONTROL,
  WRITE_STATUS,
  WRITE_STATUS_CLEAR,
  WRITE_EFER,
  READ_SELECT,
  READ_COUNTER,
  READ_FULL_WIDTH,
  READ_FIXED_CONTROL,
  READ_GLOBAL_CONTROL,
  READ_STATUS,
  READ_STATUS_CLEAR,
  READ_EFER,
  ENTER,
  RETIRE,
  EMULATE,
  ENTER_L2,
  LEAVE_L2,
  HOST_READ,
  HOST_WRITE,
  RESET,
  INIT,
  SET_CPUID;

  /** What the step is. */
  public static Action of(X86Step step) {
    return switch (step.kind()) {
      case SET_FILTER -> SET_FILTER;
      case WRITE -> written(((X86Step.Write) step).register().kind());
      case READ -> read(((X86Step.Read) step).register().kind());
      case ENTER -> ENTER;
      case RETIRE -> RETIRE;
      case EMULATE -> EMULATE;
      case ENTER_L2 -> ENTER_L2;
      case LEAVE_L2 -> LEAVE_L2;
      case HOST_READ -> HOST_READ;
      case HOST_WRITE -> HOST_WRITE;
      case RESET -> RESET;
      case INIT -> INIT;
      case SET_CPUID -> SET_CPUID;
    };
  }

  static Action written(Register.Kind register) {
    return switch (register) {
      case EVENT_SELECT -> WRITE_SELECT;
      case COUNTER -> WRITE_LEGACY;
      case FULL_WIDTH_COUNTER -> WRITE_FULL_WIDTH;
      case FIXED_COUNTER -> WRITE_FIXED_COUNTER;
      case FIXED_CONTROL -> WRITE_FIXED_CONTROL;
      case GLOBAL_CONTROL -> WRITE_GLOBAL_CONTROL;
      case GLOBAL_STATUS -> WRITE_STATUS;
      case GLOBAL_STATUS_CLEAR -> WRITE_STATUS_CLEAR;
      case EFER -> WRITE_EFER;
    };
  }

  static Action read(Register.Kind register) {
    return switch (register) {
      case EVENT_SELECT -> READ_SELECT;
      case COUNTER, FIXED_COUNTER -> READ_COUNTER;
      case FULL_WIDTH_COUNTER -> READ_FULL_WIDTH;
      case FIXED_CONTROL -> READ_FIXED_CONTROL;
      case GLOBAL_CONTROL -> READ_GLOBAL_CONTROL;
      case GLOBAL_STATUS -> READ_STATUS;
      case GLOBAL_STATUS_CLEAR -> READ_STATUS_CLEAR;
      case EFER -> READ_EFER;
    };
  }

  /** What it does, in every model. */
  public Plan<CallFunction, RegisterFunction, CounterFunction> plan() {
    Plan<CallFunction, RegisterFunction, CounterFunction> host = new Plan<>();
    Plan<CallFunction, RegisterFunction, CounterFunction> guest = guest();
    return switch (this) {
      case SET_FILTER ->
          host.calling(CallFunction.FILTER_SET).then(EVERYWHERE, CounterFunction.FILTER_SET);
      case WRITE_SELECT -> written(CounterFunction.SELECT_WRITTEN);
      case WRITE_LEGACY -> written(CounterFunction.LEGACY_WRITTEN);
      case WRITE_FULL_WIDTH -> written(CounterFunction.FULL_WIDTH_WRITTEN);
      case WRITE_FIXED_COUNTER -> written(CounterFunction.VALUE_WRITTEN);
      case WRITE_FIXED_CONTROL -> changed(RegisterFunction.FIXED_CONTROL_WRITTEN);
      case WRITE_GLOBAL_CONTROL -> changed(RegisterFunction.GLOBAL_CONTROL_WRITTEN);
      case WRITE_STATUS ->
          guest.with(RegisterFunction.STATUS_WRITTEN).showing(Shown.FAULT).looking();
      case WRITE_STATUS_CLEAR ->
          guest.with(RegisterFunction.STATUS_CLEAR_WRITTEN)
              .then(EVERY, CounterFunction.STATUS_CLEARED)
              .showing(Shown.FAULT);
      case WRITE_EFER -> changed(RegisterFunction.EFER_WRITTEN);
      case READ_SELECT -> read(CounterFunction.SELECT_READ);
      case READ_COUNTER, READ_FULL_WIDTH -> read(CounterFunction.READ);
      case READ_FIXED_CONTROL -> read(RegisterFunction.FIXED_CONTROL_READ);
      case READ_GLOBAL_CONTROL -> read(RegisterFunction.GLOBAL_CONTROL_READ);
      case READ_STATUS ->
          guest.with(RegisterFunction.STATUS_READ)
              .then(EVERY, CounterFunction.STATUS_READ)
              .showing(Shown.FAULT, Shown.BITS)
              .looking();
      case READ_STATUS_CLEAR -> read(RegisterFunction.STATUS_CLEAR_READ);
      case READ_EFER -> read(RegisterFunction.EFER_READ);
      case ENTER -> guest.then(EVERY, CounterFunction.ENTERED);
      case RETIRE -> guest.then(EVERY, CounterFunction.RETIRED).showing(Shown.COUNTS);
      case EMULATE -> guest.then(EVERY, CounterFunction.COMPLETED).showing(Shown.COUNTS);
      case ENTER_L2 -> changed(RegisterFunction.L2_ENTERED);
      case LEAVE_L2 -> changed(RegisterFunction.L2_LEFT);
      case HOST_READ -> host.then(ONE, CounterFunction.READ).showing(Shown.COUNTER_VALUE).looking();
      case HOST_WRITE -> host.then(ONE, CounterFunction.VALUE_WRITTEN);
      case RESET -> host.with(RegisterFunction.RESET).then(EVERY, CounterFunction.RESET);
      case INIT ->
          host.with(RegisterFunction.INIT).then(EVERY, CounterFunction.REGISTERS_CHANGED);
      case SET_CPUID ->
          host.with(RegisterFunction.CPUID_SET)
              .then(EVERY, CounterFunction.CPUID_SET)
              .showing(Shown.ERRNO);
    };
  }

  /** A step of the guest's, by which the virtual CPU has run. */
  private static Plan<CallFunction, RegisterFunction, CounterFunction> guest() {
    return new Plan<CallFunction, RegisterFunction, CounterFunction>().running();
  }

  private static Plan<CallFunction, RegisterFunction, CounterFunction> written(
      CounterFunction function) {
    return guest()
        .then(ONE, function)
        .showing(Shown.COUNTER_FAULT);
  }

  /** Counters follow the registers. */
  private static Plan<CallFunction, RegisterFunction, CounterFunction> changed(
      RegisterFunction function) {
    return guest()
        .with(function)
        .then(EVERY, CounterFunction.REGISTERS_CHANGED)
        .showing(Shown.FAULT);
  }

  private static Plan<CallFunction, RegisterFunction, CounterFunction> read(
      RegisterFunction function) {
    return guest()
        .with(function)
        .showing(Shown.FAULT, Shown.ANSWER)
        .looking();
  }

  private static Plan<CallFunction, RegisterFunction, CounterFunction> read(
      CounterFunction function) {
    return guest()
        .then(ONE, function)
        .showing(Shown.NO_FAULT, Shown.COUNTER_VALUE)
        .looking();
  }
}
