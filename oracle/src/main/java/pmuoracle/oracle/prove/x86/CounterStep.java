package pmuoracle.oracle.prove.x86;

import java.util.List;
import pmuoracle.oracle.encoding.x86.Change;
import pmuoracle.oracle.encoding.x86.CounterKind;
import pmuoracle.oracle.encoding.x86.CounterTransitions;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.encoding.x86.RegisterTransitions;
import pmuoracle.oracle.encoding.x86.VcpuRegisters;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.step.x86.CounterFunction;
import pmuoracle.oracle.step.x86.StepInputs;
import pmuoracle.spec.x86.X86Model;

/**
 * A step and what it did to one counter.
 *
 * @param kind of the counter, under the filter as it is after the step
 * @param in what the step was given
 * @param history what is remembered before the step
 */
public record CounterStep(
    CounterFunction function, CounterKind kind, StepInputs in, History history, Change change) {

  /** The step of a counter of that kind. */
  public static CounterStep of(
      CounterFunction function, X86Model model, StepInputs in, History history, boolean fixed) {
    CounterKind kind = CounterFunction.kind(model, in, fixed);
    return new CounterStep(function, kind, in, history, function.change(kind, in));
  }

  /** The counter before the step, under the filter as it is after it. */
  public CounterView before() {
    return new CounterView(kind, in.before(), in.counter(), history);
  }

  public CounterView after() {
    return new CounterView(kind, registers(), change.next(), history.after(this));
  }

  /** The registers after the step. */
  VcpuRegisters registers() {
    return switch (function) {
      case REGISTERS_CHANGED -> in.after();
      case RESET -> transitions().reset().next();
      case CPUID_SET -> transitions().cpuidSet(in.before(), in.ran()).next();
      case FILTER_SET,
          SELECT_WRITTEN,
          LEGACY_WRITTEN,
          FULL_WIDTH_WRITTEN,
          VALUE_WRITTEN,
          READ,
          STATUS_CLEARED,
          ENTERED,
          RETIRED,
          COMPLETED,
          SELECT_READ,
          STATUS_READ ->
          in.before();
    };
  }

  private RegisterTransitions transitions() {
    return new RegisterTransitions(kind.setting().model(), in.machine(), in.filter());
  }

  /** Whether the step resets the counter. */
  Bool resets() {
    return is(CounterFunction.RESET)
        .or(is(CounterFunction.CPUID_SET).and(kind.setting().model().refresh() == X86Model.Refresh.RESETS ? in.ran().not() : in.flag().terms().bool(false)));
  }

  public MachineTerms machine() {
    return in.machine();
  }

  /** Whether the step is one of these. */
  public Bool is(CounterFunction... functions) {
    return in.flag().terms().bool(List.of(functions).contains(function));
  }

  /** Whether the counter advanced, by hardware or by KVM. */
  public Bool counts() {
    return is(CounterFunction.RETIRED, CounterFunction.COMPLETED).and(change.answer().is(0).not());
  }

  /** Whether the step programs the counter. */
  public Bool programs() {
    return History.programs(this);
  }

  /** Whether hardware would count the step's event, once, at its privilege. */
  public Bool hardwareWould() {
    return new CounterTransitions(kind)
        .retired(in.before(), in.counter(), in.first(), in.first().terms().word(64, 1), in.flag())
        .answer()
        .is(1);
  }
}
