package pmuoracle.oracle.step.arm64;

import pmuoracle.oracle.encoding.arm64.RegisterChange;
import pmuoracle.oracle.encoding.arm64.RegisterTransitions;

/**
 * A step's function of shared registers; its outputs are those after it, the fault, the answer and
 * whether it is known, whether counters follow, and the rules.
 */
public enum RegisterFunction {
  INITIAL,
  ACCESSED,
  STORED,
  READ_ONLY_WRITTEN,
  COUNTER_ACCESSED,
  TYPE_WRITTEN,
  CYCLE_TYPE_WRITTEN,
  PMCR_WRITTEN,
  PMCR_READ,
  MDCR_WRITTEN,
  MDCR_READ,
  HCR_WRITTEN,
  HCR_READ,
  ADVERTISED0_READ,
  ADVERTISED1_READ,
  MOVED,
  LOADED,
  COUNTED;

  /** What the step does to the registers. */
  public RegisterChange change(RegisterTransitions steps, StepInputs in) {
    return switch (this) {
      case INITIAL -> steps.initial();
      case STORED -> steps.stored(in.before());
      case ACCESSED -> steps.accessed(in.before());
      case READ_ONLY_WRITTEN -> steps.readOnlyWritten(in.before());
      case COUNTER_ACCESSED -> steps.counterAccessed(in.before(), in.index());
      case TYPE_WRITTEN -> steps.typeWritten(in.before(), in.index());
      case CYCLE_TYPE_WRITTEN -> steps.cycleTypeWritten(in.before());
      case PMCR_WRITTEN -> steps.pmcrWritten(in.before(), in.first());
      case PMCR_READ -> steps.pmcrRead(in.before());
      case MDCR_WRITTEN -> steps.mdcrWritten(in.before(), in.first());
      case MDCR_READ -> steps.mdcrRead(in.before());
      case HCR_WRITTEN -> steps.hcrWritten(in.before(), in.first());
      case HCR_READ -> steps.hcrRead(in.before());
      case ADVERTISED0_READ -> steps.advertisedRead(in.before(), false);
      case ADVERTISED1_READ -> steps.advertisedRead(in.before(), true);
      case MOVED -> steps.moved(in.before(), in.first());
      case LOADED -> steps.loaded(in.before());
      case COUNTED -> steps.counted(in.before());
    };
  }
}
