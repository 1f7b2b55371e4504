package pmuoracle.oracle.step.x86;

import java.util.List;
import pmuoracle.oracle.encoding.Components;
import pmuoracle.oracle.encoding.TermRecord;
import pmuoracle.oracle.encoding.x86.CounterState;
import pmuoracle.oracle.encoding.x86.FilterTerms;
import pmuoracle.oracle.encoding.x86.Listing;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.encoding.x86.VcpuRegisters;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;

/**
 * What any function of registers or of a counter reads, as terms and as places of an array.
 *
 * @param unsettled whether the sources leave open what the filter lists
 * @param index the counter's number among those of its kind
 * @param first the step's first word: a written value, an event
 * @param second its second: a number of times
 * @param flag its truth value: user privilege, or whether there is a value to load
 * @param ran whether the virtual CPU has run before the step
 */
public record StepInputs(
    MachineTerms machine,
    FilterTerms filter,
    Bool unsettled,
    Word index,
    VcpuRegisters before,
    VcpuRegisters after,
    Word first,
    Word second,
    Bool flag,
    Bool ran,
    CounterState counter)
    implements TermRecord {
  static final int FILTER = MachineTerms.SIZE;
  static final int UNSETTLED = FILTER + FilterTerms.SIZE;
  static final int INDEX = UNSETTLED + 1;
  static final int BEFORE = INDEX + 1;
  static final int AFTER = BEFORE + VcpuRegisters.SIZE;
  static final int FIRST = AFTER + VcpuRegisters.SIZE;
  static final int SECOND = FIRST + 1;
  static final int FLAG = SECOND + 1;
  static final int RAN = FLAG + 1;
  static final int COUNTER = RAN + 1;

  /** How many terms {@link #terms} lists. */
  public static final int SIZE = COUNTER + CounterState.SIZE;

  /** Inputs nothing is known of but the machine and what the filter lists. */
  public static StepInputs variables(MachineTerms machine, Listing listing) {
    Terms terms = machine.world();
    return of(machine, Components.variables(terms), listing);
  }

  /** Inputs of these terms, in the order of {@link #terms}. */
  public static StepInputs of(List<Term> terms, Listing listing) {
    Components all = Components.of(terms);
    return of(MachineTerms.of(all), all, listing);
  }

  private static StepInputs of(MachineTerms machine, Components c, Listing listing) {
    return new StepInputs(
        machine,
        FilterTerms.of(c, listing),
        c.truth("unsettled"),
        c.word("index", 64),
        VcpuRegisters.of(c.named(name -> name + "-before")),
        VcpuRegisters.of(c.named(name -> name + "-after")),
        c.word("first", 64),
        c.word("second", 64),
        c.truth("flag"),
        c.truth("ran"),
        CounterState.of(c));
  }

  /** The same under another filter. */
  public StepInputs under(FilterTerms other) {
    return new StepInputs(
        machine, other, unsettled, index, before, after, first, second, flag, ran, counter);
  }
}
