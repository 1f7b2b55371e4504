package pmuoracle.oracle.arm64;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.oracle.encoding.arm64.CounterState;
import pmuoracle.oracle.encoding.arm64.EventFilter;
import pmuoracle.oracle.encoding.arm64.MachineTerms;
import pmuoracle.oracle.encoding.arm64.Ruling;
import pmuoracle.oracle.encoding.arm64.VcpuRegisters;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;

/**
 * What any step function reads, as variables and as places of an array.
 *
 * @param index the counter's number
 * @param first the step's first word: a written value, a level, an event
 * @param second its second: a number of times
 * @param chained whether a type register was ever written with the chain event
 * @param carried whether the counter before overflowed, so that this one may chain
 */
public record StepInputs(
    MachineTerms machine,
    EventFilter filter,
    Word index,
    VcpuRegisters before,
    VcpuRegisters after,
    Word first,
    Word second,
    Bool chained,
    Bool carried,
    CounterState counter) {
  static final int MACHINE = 0;
  static final int FILTERED = MACHINE + MachineTerms.SIZE;
  static final int INDEX = FILTERED + 1;
  static final int BEFORE = INDEX + 1;
  static final int AFTER = BEFORE + VcpuRegisters.SIZE;
  static final int FIRST = AFTER + VcpuRegisters.SIZE;
  static final int SECOND = FIRST + 1;
  static final int CHAINED = SECOND + 1;
  static final int CARRIED = CHAINED + 1;
  static final int COUNTER = CARRIED + 1;
  static final int SIZE = COUNTER + CounterState.SIZE;

  /** Inputs nothing is known of. */
  public static StepInputs variables(MachineTerms machine, Ruling ruling) {
    Terms terms = machine.world();
    return new StepInputs(
        machine,
        new EventFilter(terms.variable("filter?"), ruling),
        terms.variable("index", 64),
        VcpuRegisters.variables(terms, "before"),
        VcpuRegisters.variables(terms, "after"),
        terms.variable("first", 64),
        terms.variable("second", 64),
        terms.variable("chained"),
        terms.variable("carried"),
        CounterState.variables(terms));
  }

  /** The same with these registers after the step. */
  public StepInputs leading(VcpuRegisters to) {
    return new StepInputs(
        machine, filter, index, before, to, first, second, chained, carried, counter);
  }

  /** The same counter of those that are alike. */
  public StepInputs at(Word place) {
    return new StepInputs(
        machine, filter, place, before, after, first, second, chained, carried, counter);
  }

  /** Every term, in order of the places; the filter without its ruling. */
  public List<Term> terms() {
    List<Term> all = new ArrayList<>(machine.terms());
    all.add(filter.present());
    all.add(index);
    all.addAll(before.terms());
    all.addAll(after.terms());
    all.addAll(List.of(first, second, chained, carried));
    all.addAll(counter.terms());
    return all;
  }
}
