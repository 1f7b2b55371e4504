package pmuoracle.oracle.symbolic.x86;

import pmuoracle.oracle.encoding.x86.CounterState;
import pmuoracle.oracle.encoding.x86.EventFilter;
import pmuoracle.oracle.encoding.x86.Listing;
import pmuoracle.oracle.encoding.x86.VcpuRegisters;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.symbolic.Asked;

/**
 * What one model keeps between steps, as far as one counter depends on it.
 *
 * @param unsettled whether some accepted list means what the sources leave open
 */
public record State(
    VcpuRegisters registers, CounterState counter, EventFilter filter, Bool unsettled) {

  /** A state nothing is known of but what its filter lists. */
  public static State variables(Terms terms, String when, Listing listing) {
    return new State(
        VcpuRegisters.variables(terms, when),
        CounterState.variables(terms),
        EventFilter.variables(terms, listing),
        terms.variable("unsettled"));
  }

  State with(VcpuRegisters others, CounterState other) {
    return new State(others, other, filter, unsettled);
  }

  /** The first where the condition holds, else the second. */
  static State choose(Bool condition, State then, State otherwise) {
    return new State(
        then.registers.equals(otherwise.registers)
            ? then.registers
            : VcpuRegisters.choose(condition, then.registers, otherwise.registers),
        CounterState.choose(condition, then.counter, otherwise.counter),
        choose(condition, then.filter, otherwise.filter),
        then.unsettled == otherwise.unsettled
            ? then.unsettled
            : condition.choose(then.unsettled, otherwise.unsettled));
  }

  private static EventFilter choose(Bool condition, EventFilter then, EventFilter otherwise) {
    if (then.equals(otherwise)) {
      return then;
    }
    Asked listing =
        new Asked(
            event -> condition.choose(then.listing().of(event), otherwise.listing().of(event)));
    return new EventFilter(
        condition.choose(then.present(), otherwise.present()),
        condition.choose(then.action(), otherwise.action()),
        condition.choose(then.bitmap(), otherwise.bitmap()),
        listing::of);
  }
}
