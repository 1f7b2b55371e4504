package pmuoracle.oracle.arm64;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pmuoracle.oracle.encoding.arm64.Change;
import pmuoracle.oracle.encoding.arm64.CounterReads;
import pmuoracle.oracle.encoding.arm64.CounterState;
import pmuoracle.oracle.encoding.arm64.CounterTransitions;
import pmuoracle.oracle.encoding.arm64.Counting;
import pmuoracle.oracle.encoding.arm64.Setting;
import pmuoracle.oracle.smt.Term;
import pmuoracle.spec.arm64.Arm64Model;

/**
 * A step's function of one counter; its outputs are the next state, the answer and whether it is
 * known, whether the counter carries, and the rules.
 */
public enum CounterFunction {
  TYPE_WRITTEN,
  HOST_TYPE_WRITTEN,
  VALUE_WRITTEN,
  ENABLES_SET,
  ENABLES_CLEARED,
  OVERFLOWS_SET,
  OVERFLOWS_CLEARED,
  PMCR_WRITTEN,
  MDCR_WRITTEN,
  MOVED,
  LOADED,
  RETIRED,
  INCREMENTED,
  TYPE_READ,
  VALUE_READ,
  ENABLED_READ,
  OVERFLOWED_READ;

  static final int ANSWER = CounterState.SIZE;
  static final int KNOWN = ANSWER + 1;
  static final int CARRIES = KNOWN + 1;
  static final int FIRED = CARRIES + 1;
  static final int SIZE = FIRED + 2;

  /** The outputs for event counters, or for the cycle counter. */
  List<Term> outputs(Arm64Model model, StepInputs in, boolean cycle) {
    Setting setting = new Setting(model, in.machine(), in.filter(), in.index(), cycle);
    Change change = change(setting, in);
    List<Term> outputs = new ArrayList<>(change.next().terms());
    outputs.add(change.answer());
    outputs.add(change.known());
    outputs.add(change.carries());
    outputs.add(change.fired().low());
    outputs.add(change.fired().high());
    return outputs;
  }

  /** What the step does to the registers all counters share; none where the owner stores one. */
  public Optional<RegisterFunction> shared(boolean cycle) {
    return switch (this) {
      case HOST_TYPE_WRITTEN -> Optional.empty();
      case TYPE_WRITTEN ->
          Optional.of(cycle ? RegisterFunction.CYCLE_TYPE_WRITTEN : RegisterFunction.TYPE_WRITTEN);
      case VALUE_WRITTEN, TYPE_READ, VALUE_READ ->
          Optional.of(cycle ? RegisterFunction.ACCESSED : RegisterFunction.COUNTER_ACCESSED);
      case ENABLES_SET,
          ENABLES_CLEARED,
          OVERFLOWS_SET,
          OVERFLOWS_CLEARED,
          ENABLED_READ,
          OVERFLOWED_READ ->
          Optional.of(RegisterFunction.ACCESSED);
      case PMCR_WRITTEN -> Optional.of(RegisterFunction.PMCR_WRITTEN);
      case MDCR_WRITTEN -> Optional.of(RegisterFunction.MDCR_WRITTEN);
      case MOVED -> Optional.of(RegisterFunction.MOVED);
      case LOADED -> Optional.of(RegisterFunction.LOADED);
      case RETIRED, INCREMENTED -> Optional.of(RegisterFunction.COUNTED);
    };
  }

  /** Whether only a virtual CPU that has run takes the step. */
  public boolean isGuests() {
    return this != HOST_TYPE_WRITTEN && this != LOADED;
  }

  /** What the step does to the counter. */
  public Change change(Setting setting, StepInputs in) {
    CounterTransitions steps = new CounterTransitions(setting);
    CounterReads reads = new CounterReads(setting, in.chained());
    Counting counting =
        new Counting(setting, in.before(), in.counter(), in.chained(), in.carried());
    return switch (this) {
      case TYPE_WRITTEN -> steps.typeWritten(in.before(), in.counter(), in.first());
      case HOST_TYPE_WRITTEN -> steps.hostTypeWritten(in.counter(), in.first());
      case VALUE_WRITTEN -> steps.valueWritten(in.before(), in.counter(), in.first());
      case ENABLES_SET -> steps.enablesWritten(in.before(), in.counter(), in.first(), true);
      case ENABLES_CLEARED -> steps.enablesWritten(in.before(), in.counter(), in.first(), false);
      case OVERFLOWS_SET -> steps.overflowsWritten(in.before(), in.counter(), in.first(), true);
      case OVERFLOWS_CLEARED ->
          steps.overflowsWritten(in.before(), in.counter(), in.first(), false);
      case PMCR_WRITTEN -> steps.pmcrWritten(in.before(), in.after(), in.counter(), in.first());
      case MDCR_WRITTEN -> steps.mdcrWritten(in.before(), in.after(), in.counter());
      case MOVED -> steps.moved(in.after(), in.counter());
      case LOADED -> steps.loaded(in.before(), in.counter());
      case RETIRED -> counting.retired(in.first(), in.second());
      case INCREMENTED -> counting.incremented(in.first());
      case TYPE_READ -> reads.type(in.counter());
      case VALUE_READ -> reads.value(in.before(), in.counter());
      case ENABLED_READ -> reads.enabled(in.before(), in.counter());
      case OVERFLOWED_READ -> reads.overflowed(in.before(), in.counter());
    };
  }
}
