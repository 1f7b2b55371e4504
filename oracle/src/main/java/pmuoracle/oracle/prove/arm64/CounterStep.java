package pmuoracle.oracle.prove.arm64;

import pmuoracle.oracle.encoding.arm64.Change;
import pmuoracle.oracle.encoding.arm64.CounterState;
import pmuoracle.oracle.encoding.arm64.Counting;
import pmuoracle.oracle.encoding.arm64.Setting;
import pmuoracle.oracle.encoding.arm64.VcpuRegisters;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.step.arm64.CounterFunction;
import pmuoracle.oracle.step.arm64.StepInputs;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;

/**
 * A step and what it did to one counter.
 *
 * @param before the counter before it
 * @param in what the step was given
 */
public record CounterStep(
    CounterFunction function, CounterView before, StepInputs in, Change change) {

  /** The step of the cycle counter, or of an event counter. */
  public static CounterStep of(
      CounterFunction function, Arm64Model model, StepInputs in, Bool hasRun, boolean cycle) {
    Setting setting = new Setting(model, in.machine(), in.filter(), in.index(), cycle);
    CounterView before = new CounterView(setting, in.before(), in.counter(), hasRun);
    return new CounterStep(function, before, in, function.change(setting, in));
  }

  public Setting setting() {
    return before.setting();
  }

  /** The registers before the step. */
  public VcpuRegisters registers() {
    return in.before();
  }

  public CounterState after() {
    return change.next();
  }

  /** Whether this is the step. */
  public boolean is(CounterFunction that) {
    return function == that;
  }

  /** The hardware event that occurs, 16 bits. */
  public Word event() {
    return in.first().bits(15, 0);
  }

  /** What decides whether the counter counts. */
  public Counting counting() {
    return new Counting(setting(), in.before(), in.counter(), in.chained(), in.carried());
  }

  /** The same, as the architecture has it. */
  public Counting architecture() {
    Setting other = setting().under(Arm64Models.ARCHITECTURE);
    return new Counting(other, in.before(), in.counter(), in.chained(), in.carried());
  }

  /** True iff the event that occurs advances the counter, and the model settles that. */
  public Bool counts() {
    return change.known().and(counting().counts(event()));
  }

  /** True iff the counter advances for whatever reason, and the model settles that. */
  public Bool advances() {
    return change.known().and(change.answer().is(0).not());
  }

  /** Nothing, of a claim that says nothing of this step. */
  public Bool anything() {
    return before.anything();
  }
}
