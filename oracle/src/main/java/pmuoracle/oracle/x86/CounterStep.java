package pmuoracle.oracle.x86;

import pmuoracle.oracle.encoding.x86.Change;
import pmuoracle.oracle.encoding.x86.CounterKind;
import pmuoracle.oracle.encoding.x86.CounterState;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.encoding.x86.VcpuRegisters;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.spec.x86.X86Model;

/**
 * A step and what it did to one counter.
 *
 * @param kind of the counter, under the filter as it is after the step
 * @param in what the step was given
 */
public record CounterStep(
    CounterFunction function, CounterKind kind, StepInputs in, Change change) {

  /** The step of a counter of that kind. */
  public static CounterStep of(
      CounterFunction function, X86Model model, StepInputs in, boolean fixed) {
    CounterKind kind = CounterFunction.kind(model, in, fixed);
    return new CounterStep(function, kind, in, function.change(kind, in));
  }

  public CounterState before() {
    return in.counter();
  }

  public CounterState after() {
    return change.next();
  }

  /** The registers after the step. */
  public VcpuRegisters registers() {
    return function == CounterFunction.REGISTERS_CHANGED ? in.after() : in.before();
  }

  public MachineTerms machine() {
    return in.machine();
  }

  /** Whether the counter advanced, by hardware or by KVM. */
  public Bool counts() {
    return switch (function) {
      case RETIRED, COMPLETED -> change.answer().is(0).not();
      case FILTER_SET,
          SELECT_WRITTEN,
          LEGACY_WRITTEN,
          FULL_WIDTH_WRITTEN,
          VALUE_WRITTEN,
          READ,
          REGISTERS_CHANGED,
          STATUS_CLEARED,
          ENTERED,
          RESET ->
          in.flag().terms().bool(false);
    };
  }
}
