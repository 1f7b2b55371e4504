package pmuoracle.oracle.difference.x86;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import pmuoracle.oracle.difference.Coupled;
import pmuoracle.oracle.difference.CoupledStep;
import pmuoracle.oracle.difference.Coupling;
import pmuoracle.oracle.difference.Induction;
import pmuoracle.oracle.encoding.Components;
import pmuoracle.oracle.encoding.x86.Acceptance;
import pmuoracle.oracle.encoding.x86.CounterState;
import pmuoracle.oracle.encoding.x86.Entry;
import pmuoracle.oracle.encoding.x86.Listing;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.step.x86.Action;
import pmuoracle.oracle.symbolic.Cell;
import pmuoracle.oracle.symbolic.FreeFunction;
import pmuoracle.oracle.symbolic.State;
import pmuoracle.oracle.symbolic.TermStep;
import pmuoracle.oracle.symbolic.x86.ObservedCounter;
import pmuoracle.oracle.symbolic.x86.SymbolicMachine;
import pmuoracle.oracle.symbolic.x86.SymbolicProgram;
import pmuoracle.oracle.symbolic.x86.SymbolicRun;
import pmuoracle.oracle.symbolic.x86.SymbolicStep;
import pmuoracle.spec.x86.EventSelect;

/**
 * Counters of one kind, of any number.
 *
 * <p>What the list in force lists is one arbitrary function for both models. That is right if both
 * accept the same requests and read every entry alike, which is a transition of its own: then they
 * list the same events, however many entries there are. Whether a list is settled is never coupled,
 * so that only what both settle is compared.
 */
record X86Induction(X86Pair pair, boolean fixed) implements Induction {
  private static final String UNSETTLED = "unsettled";
  private static final String WIDTH = "the value is within the width";

  @Override
  public Coupling strongest() {
    return new Coupling(
        SymbolicRun.NAMES.stream().filter(n -> !n.equals(UNSETTLED)).toList(), List.of(WIDTH));
  }

  @Override
  public List<Supplier<CoupledStep>> transitions(Terms terms, Coupling coupling) {
    List<Supplier<CoupledStep>> all = new ArrayList<>();
    all.add(() -> beginning(terms, coupling));
    all.add(() -> entry(terms));
    for (Action action : SymbolicProgram.of(EnumSet.allOf(Action.class), fixed)) {
      all.add(() -> step(terms, coupling, action));
    }
    return all;
  }

  private CoupledStep beginning(Terms terms, Coupling coupling) {
    SymbolicMachine machine = SymbolicMachine.variables(terms);
    ObservedCounter counter = ObservedCounter.any(terms, fixed);
    State<Listing> one = new SymbolicRun(pair.one(), machine, counter).initial();
    State<Listing> other = new SymbolicRun(pair.other(), machine, counter).initial();
    return new CoupledStep(
        "the beginning",
        possible(machine, counter),
        after(coupling, machine, one, other),
        terms.bool(true));
  }

  /** An entry of a list that both accepted; whether it is masked is said by the request's flags. */
  private CoupledStep entry(Terms terms) {
    SymbolicMachine machine = SymbolicMachine.variables(terms);
    Word flags = terms.variable("flags", 32);
    Word entry = terms.variable("entry", 64);
    Word select = terms.variable("event-select", 64);
    Bool one = Acceptance.masked(pair.one(), flags);
    Bool other = Acceptance.masked(pair.other(), flags);
    Bool includes =
        Entry.includes(pair.one().matching(), machine.facts(), one, entry, select)
            .iff(Entry.includes(pair.other().matching(), machine.facts(), other, entry, select));
    Bool excludes =
        Entry.excludes(pair.one().matching(), machine.facts(), one, entry, select)
            .iff(Entry.excludes(pair.other().matching(), machine.facts(), other, entry, select));
    Bool accepted = accepts(flags, pair.one().validFlags(), pair.one().headerBytes());
    Bool both = accepted.and(accepts(flags, pair.other().validFlags(), pair.other().headerBytes()));
    return new CoupledStep(
        "an entry",
        terms.all(machine.exists(), machine.isOf(pair.one()), machine.isOf(pair.other()), both),
        Map.of(),
        includes.and(excludes));
  }

  private static Bool accepts(Word flags, long valid, int headerBytes) {
    return headerBytes > 8 ? flags.isClear(~valid & 0xffff_ffffL) : flags.terms().bool(true);
  }

  private CoupledStep step(Terms terms, Coupling coupling, Action action) {
    SymbolicMachine machine = SymbolicMachine.variables(terms);
    ObservedCounter counter = ObservedCounter.any(terms, fixed);
    SymbolicStep step = SymbolicStep.only(terms, action);
    FreeFunction listed = new FreeFunction(terms, "listed", EventSelect.RAW_EVENT_NB);
    State<Listing> one = new SymbolicRun(pair.one(), machine, counter).any(listed::of);
    List<Term> others = Coupled.other(terms, coupling, SymbolicRun.NAMES, one.components());
    State<Listing> other = one.with(others);
    TermStep<Listing> mine = new SymbolicRun(pair.one(), machine, counter).take(one, step);
    TermStep<Listing> its = new SymbolicRun(pair.other(), machine, counter).take(other, step);
    Bool differs = Cell.differ(terms, mine.cells(), its.cells(), pair.observed());
    Bool possible =
        terms.all(
            possible(machine, counter),
            step.exists(machine.facts()),
            facts(coupling, machine, one, other),
            listed.congruent());
    return new CoupledStep(
        action.name(),
        possible,
        after(coupling, machine, mine.after(), its.after()),
        differs.not().and(Cell.succeedAlike(terms, mine.cells(), its.cells())));
  }

  private Bool possible(SymbolicMachine machine, ObservedCounter counter) {
    return counter
        .index()
        .terms()
        .all(
            machine.exists(),
            machine.isOf(pair.one()),
            machine.isOf(pair.other()),
            counter.exists(machine.facts()));
  }

  private static Bool facts(
      Coupling coupling, SymbolicMachine machine, State<Listing> one, State<Listing> other) {
    return coupling.facts().contains(WIDTH)
        ? within(machine, one).and(within(machine, other))
        : machine.facts().world().bool(true);
  }

  private static Map<String, Bool> after(
      Coupling coupling, SymbolicMachine machine, State<Listing> one, State<Listing> other) {
    Map<String, Bool> after =
        new LinkedHashMap<>(
            Coupled.same(coupling, SymbolicRun.NAMES, one.components(), other.components()));
    if (coupling.facts().contains(WIDTH)) {
      after.put(WIDTH, within(machine, one).and(within(machine, other)));
    }
    return after;
  }

  private static Bool within(SymbolicMachine machine, State<Listing> state) {
    return CounterState.of(Components.of(state.counter())).wellFormed(machine.facts());
  }
}
