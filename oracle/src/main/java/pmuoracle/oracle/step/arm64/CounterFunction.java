package pmuoracle.oracle.step.arm64;

import pmuoracle.oracle.encoding.arm64.Change;
import pmuoracle.oracle.encoding.arm64.CounterReads;
import pmuoracle.oracle.encoding.arm64.CounterTransitions;
import pmuoracle.oracle.encoding.arm64.Counting;
import pmuoracle.oracle.encoding.arm64.Setting;

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

  /** What the step does to the counter. */
  public Change change(Setting setting, StepInputs in) {
    CounterTransitions steps = new CounterTransitions(setting);
    CounterReads reads = new CounterReads(setting, in.chained());
    Counting counting =
        new Counting(setting, in.before(), in.counter(), in.chained(), in.carried());
    return switch (this) {
      case TYPE_WRITTEN -> steps.typeWritten(in.before(), in.counter(), in.first());
      case HOST_TYPE_WRITTEN ->
          steps.hostTypeWritten(in.dead(), in.before(), in.counter(), in.first());
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
      case VALUE_READ -> reads.value(in.counter());
      case ENABLED_READ -> reads.enabled(in.before(), in.counter());
      case OVERFLOWED_READ -> reads.overflowed(in.before(), in.counter());
    };
  }
}
