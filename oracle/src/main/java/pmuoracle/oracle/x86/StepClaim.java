package pmuoracle.oracle.x86;

import pmuoracle.oracle.encoding.x86.CounterKind;
import pmuoracle.oracle.encoding.x86.CounterState;
import pmuoracle.oracle.encoding.x86.VcpuRegisters;
import pmuoracle.oracle.smt.Bool;

/** A claim about every step of every program, one counter at a time. */
public interface StepClaim {
  /** What is claimed of the step. */
  Bool holds(CounterStep step);

  /**
   * What is true of the counter before every step, and makes the claim inductive; with every
   * counter it is true of a new one.
   */
  default Bool kept(CounterKind kind, VcpuRegisters registers, CounterState counter) {
    return counter.status().terms().bool(true);
  }
}
