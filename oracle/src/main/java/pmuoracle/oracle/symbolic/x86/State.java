package pmuoracle.oracle.symbolic.x86;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.oracle.encoding.x86.CounterState;
import pmuoracle.oracle.encoding.x86.EventFilter;
import pmuoracle.oracle.encoding.x86.Listing;
import pmuoracle.oracle.encoding.x86.VcpuRegisters;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
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

  /** The names of {@link #components}. */
  public static final List<String> NAMES =
      List.of(
          "fixed control",
          "global control",
          "SVME",
          "L2",
          "event select",
          "value",
          "side count",
          "running",
          "programmed event",
          "programmed for user",
          "programmed for kernel",
          "pending",
          "shadow",
          "loaded",
          "status",
          "filter present",
          "filter action",
          "filter bitmap",
          "unsettled");

  /** Every term but what the filter lists, in the order of {@link #NAMES}. */
  public List<Term> components() {
    List<Term> all = new ArrayList<>(registers.terms());
    all.addAll(counter.terms());
    all.addAll(filter.terms());
    all.add(unsettled);
    return all;
  }

  /** The state of these components. */
  public static State of(List<Term> c, Listing listing) {
    return new State(
        new VcpuRegisters((Word) c.get(0), (Word) c.get(1), (Bool) c.get(2), (Bool) c.get(3)),
        new CounterState(
            (Word) c.get(4),
            (Word) c.get(5),
            (Word) c.get(6),
            (Bool) c.get(7),
            new CounterState.Programmed((Word) c.get(8), (Bool) c.get(9), (Bool) c.get(10)),
            (Bool) c.get(11),
            (Word) c.get(12),
            (Word) c.get(13),
            (Bool) c.get(14)),
        new EventFilter((Bool) c.get(15), (Word) c.get(16), (Word) c.get(17), listing),
        (Bool) c.get(18));
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
