package pmuoracle.oracle.x86;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.oracle.encoding.x86.CounterState;
import pmuoracle.oracle.encoding.x86.EventFilter;
import pmuoracle.oracle.encoding.x86.Listing;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.encoding.x86.VcpuRegisters;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;

/**
 * What any step function reads, as variables and as places of an array.
 *
 * @param index the counter's number among those of its kind
 * @param first the step's first word: a written value, an event
 * @param second its second: a number of times
 * @param flag its truth value: user privilege, or whether there is a value to load
 */
public record StepInputs(
    MachineTerms machine,
    EventFilter filter,
    Word index,
    VcpuRegisters before,
    VcpuRegisters after,
    Word first,
    Word second,
    Bool flag,
    CounterState counter) {
  static final int MACHINE = 0;
  static final int FILTER = MACHINE + MachineTerms.SIZE;
  static final int INDEX = FILTER + EventFilter.SIZE;
  static final int BEFORE = INDEX + 1;
  static final int AFTER = BEFORE + VcpuRegisters.SIZE;
  static final int FIRST = AFTER + VcpuRegisters.SIZE;
  static final int SECOND = FIRST + 1;
  static final int FLAG = SECOND + 1;
  static final int COUNTER = FLAG + 1;
  static final int SIZE = COUNTER + CounterState.SIZE;

  /** Inputs nothing is known of. */
  public static StepInputs variables(MachineTerms machine, Listing listing) {
    Terms terms = machine.world();
    return new StepInputs(
        machine,
        EventFilter.variables(terms, listing),
        terms.variable("index", 64),
        VcpuRegisters.variables(terms, "before"),
        VcpuRegisters.variables(terms, "after"),
        terms.variable("first", 64),
        terms.variable("second", 64),
        terms.variable("flag"),
        CounterState.variables(terms));
  }

  /** The same under another filter. */
  public StepInputs under(EventFilter other) {
    return new StepInputs(machine, other, index, before, after, first, second, flag, counter);
  }

  /** Every term, in order of the places; the filter without its listing. */
  public List<Term> terms() {
    List<Term> all = new ArrayList<>(machine.terms());
    all.addAll(filter.terms());
    all.add(index);
    all.addAll(before.terms());
    all.addAll(after.terms());
    all.add(first);
    all.add(second);
    all.add(flag);
    all.addAll(counter.terms());
    return all;
  }
}
