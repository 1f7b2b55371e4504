package pmuoracle.oracle.symbolic.arm64;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.oracle.encoding.arm64.Backing;
import pmuoracle.oracle.encoding.arm64.CounterState;
import pmuoracle.oracle.encoding.arm64.Ruling;
import pmuoracle.oracle.encoding.arm64.VcpuRegisters;
import pmuoracle.oracle.encoding.arm64.VmState;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;

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

  /** The names of {@link #components}. */
  public static final List<String> NAMES =
      List.of(
          "filtered",
          "has run",
          "PMU selected",
          "selection",
          "initialised",
          "second initialised",
          "runs",
          "PMCR",
          "MDCR",
          "HCR",
          "level",
          "unsettled",
          "lost",
          "type",
          "value",
          "enabled",
          "overflowed",
          "backed",
          "backed event",
          "excludes EL0",
          "excludes EL1",
          "running",
          "hardware type");

  /** Every term but what the calls say, in the order of {@link #NAMES}. */
  public List<Term> components() {
    List<Term> all = new ArrayList<>(vm.terms());
    all.add(other);
    all.add(ran);
    all.addAll(registers.terms());
    all.addAll(counter.terms());
    return all;
  }

  /** The state of these components. */
  public static State of(List<Term> c, Ruling ruling) {
    return new State(
        new VmState(
            (Bool) c.get(0), (Bool) c.get(1), (Bool) c.get(2), (Word) c.get(3), (Bool) c.get(4)),
        (Bool) c.get(5),
        (Bool) c.get(6),
        new VcpuRegisters(
            (Word) c.get(7),
            (Word) c.get(8),
            (Word) c.get(9),
            (Word) c.get(10),
            (Bool) c.get(11),
            (Bool) c.get(12)),
        new CounterState(
            (Word) c.get(13),
            (Word) c.get(14),
            (Bool) c.get(15),
            (Bool) c.get(16),
            new Backing(
                (Bool) c.get(17),
                (Word) c.get(18),
                (Bool) c.get(19),
                (Bool) c.get(20),
                (Bool) c.get(21)),
            (Word) c.get(22)),
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
