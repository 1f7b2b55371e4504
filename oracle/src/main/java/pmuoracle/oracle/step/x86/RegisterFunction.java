package pmuoracle.oracle.step.x86;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import pmuoracle.oracle.encoding.x86.RegisterChange;
import pmuoracle.oracle.encoding.x86.RegisterTransitions;

/** A step's function of shared registers. */
public enum RegisterFunction {
  INITIAL,
  FIXED_CONTROL_WRITTEN,
  GLOBAL_CONTROL_WRITTEN,
  EFER_WRITTEN,
  STATUS_WRITTEN,
  STATUS_CLEAR_WRITTEN,
  FIXED_CONTROL_READ,
  GLOBAL_CONTROL_READ,
  STATUS_READ,
  STATUS_CLEAR_READ,
  EFER_READ,
  L2_ENTERED,
  L2_LEFT,
  RESET,
  INIT,
  CPUID_SET;

  private static final Set<RegisterFunction> LOOKS = EnumSet.range(FIXED_CONTROL_READ, EFER_READ);

  /** Those that could do something to registers: a read leaves them by how it is made. */
  public static Set<RegisterFunction> acting() {
    return Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.copyOf(LOOKS)));
  }

  /** What the step does to the registers. */
  public RegisterChange change(RegisterTransitions steps, StepInputs in) {
    return switch (this) {
      case INITIAL -> steps.initial();
      case FIXED_CONTROL_WRITTEN -> steps.fixedControlWritten(in.before(), in.first());
      case GLOBAL_CONTROL_WRITTEN -> steps.globalControlWritten(in.before(), in.first());
      case EFER_WRITTEN -> steps.eferWritten(in.before(), in.first());
      case STATUS_WRITTEN -> steps.statusWritten(in.before());
      case STATUS_CLEAR_WRITTEN -> steps.statusClearWritten(in.before(), in.first());
      case FIXED_CONTROL_READ -> steps.read(in.before()).answering(in.before().fixedControl());
      case GLOBAL_CONTROL_READ -> steps.read(in.before()).answering(in.before().globalControl());
      case STATUS_READ -> steps.read(in.before()).openIf(in.unsettled());
      case STATUS_CLEAR_READ -> steps.statusClearRead(in.before());
      case EFER_READ -> steps.eferRead(in.before());
      case L2_ENTERED -> steps.l2Entered(in.before(), in.flag(), in.first());
      case L2_LEFT -> steps.l2Left(in.before(), in.flag(), in.first());
      case RESET -> steps.reset();
      case INIT -> steps.init(in.before());
      case CPUID_SET -> steps.cpuidSet(in.before(), in.ran());
    };
  }
}
