package pmuoracle.oracle.step.arm64;

import java.util.List;
import pmuoracle.oracle.encoding.Components;
import pmuoracle.oracle.encoding.TermRecord;
import pmuoracle.oracle.encoding.arm64.CounterState;
import pmuoracle.oracle.encoding.arm64.FilterTerms;
import pmuoracle.oracle.encoding.arm64.MachineTerms;
import pmuoracle.oracle.encoding.arm64.Ruling;
import pmuoracle.oracle.encoding.arm64.VcpuRegisters;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Word;

/**
 * What any step function reads, as variables and as places of an array.
 *
 * @param dead whether the virtual machine is
 * @param index the counter's number
 * @param first the step's first word: a written value, a level, an event
 * @param second its second: a number of times
 * @param chained whether a type register was ever written with the chain event
 * @param carried 64 bits: how often the counter before overflowed, so that this one may chain
 */
public record StepInputs(
    MachineTerms machine,
    FilterTerms filter,
    Bool dead,
    Word index,
    VcpuRegisters before,
    VcpuRegisters after,
    Word first,
    Word second,
    Bool chained,
    Word carried,
    CounterState counter)
    implements TermRecord {
  static final int FILTERED = MachineTerms.SIZE;
  static final int DEAD = FILTERED + 1;
  static final int INDEX = DEAD + 1;
  static final int BEFORE = INDEX + 1;
  static final int AFTER = BEFORE + VcpuRegisters.SIZE;

  /** The place of {@link #first}. */
  public static final int FIRST = AFTER + VcpuRegisters.SIZE;

  static final int SECOND = FIRST + 1;
  static final int CHAINED = SECOND + 1;
  static final int CARRIED = CHAINED + 1;
  static final int COUNTER = CARRIED + 1;

  /** How many terms {@link #terms} lists. */
  public static final int SIZE = COUNTER + CounterState.SIZE;

  /** Inputs nothing is known of but the machine and what the filter says. */
  public static StepInputs variables(MachineTerms machine, Ruling ruling) {
    return of(machine, Components.variables(machine.world()), ruling);
  }

  /** Inputs of these terms, in the order of {@link #terms}. */
  public static StepInputs of(List<Term> terms, Ruling ruling) {
    Components all = Components.of(terms);
    return of(MachineTerms.of(all), all, ruling);
  }

  private static StepInputs of(MachineTerms machine, Components c, Ruling ruling) {
    return new StepInputs(
        machine,
        new FilterTerms(c.truth("filter?"), ruling),
        c.truth("dead"),
        c.word("index", 64),
        VcpuRegisters.of(c.named(name -> "before-" + name)),
        VcpuRegisters.of(c.named(name -> "after-" + name)),
        c.word("first", 64),
        c.word("second", 64),
        c.truth("chained"),
        c.word("carried", 64),
        CounterState.of(c));
  }

  /** The same with these registers after the step. */
  public StepInputs leading(VcpuRegisters to) {
    return new StepInputs(
        machine, filter, dead, index, before, to, first, second, chained, carried, counter);
  }

  /** The same counter of those that are alike. */
  public StepInputs at(Word place) {
    return new StepInputs(
        machine, filter, dead, place, before, after, first, second, chained, carried, counter);
  }
}
