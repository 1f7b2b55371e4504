package pmuoracle.oracle.x86;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.oracle.encoding.x86.Change;
import pmuoracle.oracle.encoding.x86.CounterKind;
import pmuoracle.oracle.encoding.x86.CounterState;
import pmuoracle.oracle.encoding.x86.CounterTransitions;
import pmuoracle.oracle.encoding.x86.FixedCounter;
import pmuoracle.oracle.encoding.x86.GeneralPurposeCounter;
import pmuoracle.oracle.encoding.x86.Setting;
import pmuoracle.oracle.smt.Term;
import pmuoracle.spec.x86.X86Model;

/** A step's function of one counter; its outputs are the next state, the answer and the rules. */
public enum CounterFunction {
  FILTER_SET,
  SELECT_WRITTEN,
  LEGACY_WRITTEN,
  FULL_WIDTH_WRITTEN,
  VALUE_WRITTEN,
  READ,
  REGISTERS_CHANGED,
  STATUS_CLEARED,
  ENTERED,
  RETIRED,
  COMPLETED,
  RESET;

  static final int ANSWER = CounterState.SIZE;
  static final int FIRED = ANSWER + 1;
  static final int SIZE = FIRED + 1;

  /** The outputs for counters of the kind. */
  List<Term> outputs(X86Model model, StepInputs in, boolean fixed) {
    Change change = change(kind(model, in, fixed), in);
    List<Term> outputs = new ArrayList<>(change.next().terms());
    outputs.add(change.answer());
    outputs.add(change.fired().bits());
    return outputs;
  }

  /** The counter of that kind which the inputs are about. */
  public static CounterKind kind(X86Model model, StepInputs in, boolean fixed) {
    Setting setting = new Setting(model, in.machine(), in.filter(), in.index());
    return fixed ? new FixedCounter(setting) : new GeneralPurposeCounter(setting);
  }

  /** What the step does to the counter. */
  public Change change(CounterKind kind, StepInputs in) {
    CounterTransitions steps = new CounterTransitions(kind);
    return switch (this) {
      case FILTER_SET -> steps.filterSet(in.counter());
      case SELECT_WRITTEN -> steps.selectWritten(in.before(), in.counter(), in.first());
      case LEGACY_WRITTEN -> steps.legacyWritten(in.counter(), in.first());
      case FULL_WIDTH_WRITTEN -> steps.fullWidthWritten(in.counter(), in.first());
      case VALUE_WRITTEN -> steps.valueWritten(in.counter(), in.first());
      case READ -> steps.read(in.counter());
      case REGISTERS_CHANGED -> steps.registersChanged(in.before(), in.after(), in.counter());
      case STATUS_CLEARED -> steps.statusCleared(in.counter(), in.first());
      case ENTERED -> steps.entered(in.before(), in.counter());
      case RETIRED -> steps.retired(in.before(), in.counter(), in.first(), in.second(), in.flag());
      case COMPLETED -> steps.completed(in.before(), in.counter(), in.first(), in.flag());
      case RESET -> steps.reset(in.counter());
    };
  }
}
