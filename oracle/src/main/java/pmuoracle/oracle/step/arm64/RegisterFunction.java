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
  KEPT,
  READ_ONLY_WRITTEN,
  COUNTER_ACCESSED,
  PMCR_WRITTEN,
  PMCR_READ,
  MDCR_WRITTEN,
  MDCR_READ,
  HCR_WRITTEN,
  HCR_READ,
  ADVERTISED0_READ,
  ADVERTISED1_READ,
  MOVED;

  /** What the step does to the registers. */
  public RegisterChange change(RegisterTransitions steps, StepInputs in) {
    return switch (this) {
      case INITIAL -> steps.initial();
      case KEPT -> steps.kept(in.before());
      case ACCESSED -> steps.accessed(in.before());
      case READ_ONLY_WRITTEN -> steps.readOnlyWritten(in.before());
      case COUNTER_ACCESSED -> steps.counterAccessed(in.before(), in.index());
      case PMCR_WRITTEN -> steps.pmcrWritten(in.before(), in.first());
      case PMCR_READ -> steps.pmcrRead(in.before());
      case MDCR_WRITTEN -> steps.mdcrWritten(in.before(), in.first());
      case MDCR_READ -> steps.mdcrRead(in.before());
      case HCR_WRITTEN -> steps.hcrWritten(in.before(), in.first());
      case HCR_READ -> steps.hcrRead(in.before());
      case ADVERTISED0_READ -> steps.advertisedRead(in.before(), false);
      case ADVERTISED1_READ -> steps.advertisedRead(in.before(), true);
      case MOVED -> steps.moved(in.before(), in.first());
    };
  }
}
