package pmuoracle.oracle.x86;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.oracle.encoding.x86.RegisterChange;
import pmuoracle.oracle.encoding.x86.RegisterTransitions;
import pmuoracle.oracle.encoding.x86.VcpuRegisters;
import pmuoracle.oracle.smt.Term;
import pmuoracle.spec.x86.X86Model;

/** A step's function of shared registers; its outputs are those after it, the fault, the rules. */
public enum RegisterFunction {
  INITIAL,
  FIXED_CONTROL_WRITTEN,
  GLOBAL_CONTROL_WRITTEN,
  EFER_WRITTEN,
  STATUS_WRITTEN,
  STATUS_CLEAR_WRITTEN,
  L2_ENTERED,
  L2_LEFT,
  RESET;

  static final int FAULT = VcpuRegisters.SIZE;
  static final int FIRED = FAULT + 1;
  static final int SIZE = FIRED + 1;

  List<Term> outputs(X86Model model, StepInputs in) {
    RegisterChange change = change(new RegisterTransitions(model, in.machine(), in.filter()), in);
    List<Term> outputs = new ArrayList<>(change.next().terms());
    outputs.add(change.fault());
    outputs.add(change.fired().bits());
    return outputs;
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
      case L2_ENTERED -> steps.l2Entered(in.before(), in.flag(), in.first());
      case L2_LEFT -> steps.l2Left(in.before(), in.flag(), in.first());
      case RESET -> steps.reset();
    };
  }
}
