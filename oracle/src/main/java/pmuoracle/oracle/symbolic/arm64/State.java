package pmuoracle.oracle.symbolic.arm64;

import pmuoracle.oracle.encoding.arm64.CounterState;
import pmuoracle.oracle.encoding.arm64.Ruling;
import pmuoracle.oracle.encoding.arm64.VcpuRegisters;
import pmuoracle.oracle.encoding.arm64.VmState;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;

/**
 * What one model keeps between steps, as far as one counter of the first virtual CPU depends on it.
 *
 * @param vm what calls go by; {@code initialised} is the first virtual CPU's
 * @param other whether the PMU of the second virtual CPU is initialised
 * @param ran whether the first virtual CPU has run
 * @param ruling what the accepted calls say, if there are any
 */
public record State(
    VmState vm,
    Bool other,
    Bool ran,
    VcpuRegisters registers,
    CounterState counter,
    Ruling ruling) {

  /** A state nothing is known of but what its calls say. */
  public static State variables(Terms terms, Ruling ruling) {
    return new State(
        VmState.variables(terms),
        terms.variable("other-initialised"),
        terms.variable("ran"),
        VcpuRegisters.variables(terms, "registers"),
        CounterState.variables(terms),
        ruling);
  }

  State with(VcpuRegisters to) {
    return new State(vm, other, ran, to, counter, ruling);
  }

  State with(CounterState to) {
    return new State(vm, other, ran, registers, to, ruling);
  }

  State running() {
    return new State(vm, other, ran.terms().bool(true), registers, counter, ruling);
  }

  /** The first where the condition holds, else the second. */
  static State choose(Bool condition, State then, State otherwise) {
    return new State(
        then.vm.equals(otherwise.vm) ? then.vm : VmState.choose(condition, then.vm, otherwise.vm),
        condition.choose(then.other, otherwise.other),
        condition.choose(then.ran, otherwise.ran),
        then.registers.equals(otherwise.registers)
            ? then.registers
            : VcpuRegisters.choose(condition, then.registers, otherwise.registers),
        then.counter.equals(otherwise.counter)
            ? then.counter
            : CounterState.choose(condition, then.counter, otherwise.counter),
        then.ruling.equals(otherwise.ruling)
            ? then.ruling
            : Calls.chosen(condition, then.ruling, otherwise.ruling));
  }
}
