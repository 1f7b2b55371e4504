package pmuoracle.oracle.prove.arm64;

import pmuoracle.oracle.encoding.arm64.VcpuRegisters;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.step.arm64.RegisterFunction;

/** A claim about every step of every program in its scope, one counter at a time. */
public interface StepClaim {
  /** What is claimed of the step. */
  Bool holds(CounterStep step);

  /**
   * What is true of the counter before every step, and makes the claim inductive; with every
   * counter it is true of a new one.
   */
  default Bool kept(CounterView view) {
    return view.anything();
  }

  /** Whether the scope has programs whose owner stores a type register. */
  default boolean ownerStores() {
    return true;
  }

  /**
   * Whether the scope has programs in which registers are changed like this while the counter is
   * like that.
   */
  default Bool permits(RegisterFunction function, CounterView before, VcpuRegisters after) {
    return before.anything();
  }
}
