package pmuoracle.oracle.x86;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import pmuoracle.oracle.encoding.x86.Acceptance;
import pmuoracle.oracle.encoding.x86.Change;
import pmuoracle.oracle.encoding.x86.CounterState;
import pmuoracle.oracle.encoding.x86.Entry;
import pmuoracle.oracle.encoding.x86.FilterTerms;
import pmuoracle.oracle.encoding.x86.ListedRules;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.encoding.x86.RegisterChange;
import pmuoracle.oracle.encoding.x86.RegisterTransitions;
import pmuoracle.oracle.encoding.x86.VcpuRegisters;
import pmuoracle.oracle.reach.Guesses;
import pmuoracle.oracle.reach.Transition;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.step.x86.CounterFunction;
import pmuoracle.oracle.step.x86.RegisterFunction;
import pmuoracle.oracle.step.x86.StepInputs;
import pmuoracle.oracle.step.x86.X86Encoding;
import pmuoracle.oracle.symbolic.x86.ObservedCounter;
import pmuoracle.oracle.symbolic.x86.SymbolicMachine;
import pmuoracle.spec.x86.X86Model;

/** Everything a model's functions do, to any counter of any virtual CPU under any filter. */
public final class ReachedStates {
  private static final int RULES = X86Encoding.LAYOUT.rules();

  private final X86Model model;
  private final MachineTerms machine;
  private final StepInputs in;
  private final Bool possible;
  private final Guesses guesses;

  private ReachedStates(Terms terms, X86Model model) {
    this.model = model;
    machine = MachineTerms.variables(terms);
    in = StepInputs.variables(machine, terms.predicate("listed", 64)::of);
    SymbolicMachine symbolic = new SymbolicMachine(machine);
    possible = symbolic.exists().and(symbolic.isOf(model));
    guesses = new Guesses(List.of(machine.mediated(), machine.nested()));
  }

  /** The beginning, a request, and each function of counters and of registers. */
  public static List<Transition> of(Terms terms, X86Model model) {
    ReachedStates states = new ReachedStates(terms, model);
    List<Transition> all = new ArrayList<>();
    all.add(states.beginning(terms));
    all.add(states.request(terms));
    all.add(states.listed(terms));
    for (RegisterFunction function : RegisterFunction.values()) {
      all.add(states.registers(function));
    }
    for (boolean fixed : new boolean[] {false, true}) {
      for (CounterFunction function : CounterFunction.of(fixed)) {
        all.add(states.counter(function, fixed));
      }
    }
    return all;
  }

  private Transition beginning(Terms terms) {
    CounterState zero = CounterState.zero(terms);
    FilterTerms none = filter(terms.bool(false), terms.word(32, 0), terms.word(32, 0));
    return new Transition(
        "beginning",
        possible,
        Map.of(),
        Guesses.all(of(none, terms.bool(false)), of(zero, false), of(zero, true)),
        List.of());
  }

  /** A request, which replaces the filter if it is accepted. */
  private Transition request(Terms terms) {
    Acceptance.Request request = Acceptance.Request.variables(terms);
    Acceptance acceptance = Acceptance.of(model, machine, request);
    Bool accepted = acceptance.errno().is(0);
    Word bitmap =
        model.headerBytes() > 8 ? terms.variable("request-bitmap", 32) : terms.word(32, 0);
    Bool open = Entry.unsettled(model.matching(), terms.variable("entry", 64));
    Map<String, Bool> installed =
        of(filter(terms.bool(true), request.action(), bitmap), in.unsettled().or(open));
    installed.replaceAll((name, holds) -> accepted.implies(holds));
    return new Transition(
        "request",
        possible,
        of(in.filter(), in.unsettled()),
        installed,
        acceptance.fired().words(RULES));
  }

  /** What the entries of a list say of an event. */
  private Transition listed(Terms terms) {
    Bool masked = Acceptance.masked(model, terms.variable("flags", 32));
    List<Word> fired =
        ListedRules.of(
                model.matching(),
                masked,
                terms.variable("some-includes"),
                terms.variable("some-excludes"),
                terms.variable("some-dropped"))
            .words(RULES);
    return new Transition("listed", possible, Map.of(), Map.of(), fired);
  }

  private Transition registers(RegisterFunction function) {
    RegisterChange change =
        function.change(new RegisterTransitions(model, machine, in.filter()), in);
    boolean begins = function == RegisterFunction.INITIAL;
    return new Transition(
        function.name(),
        possible,
        begins ? Map.of() : Guesses.all(of(in.before()), of(in.filter(), in.unsettled())),
        of(change.next()),
        change.fired().words(RULES));
  }

  private Transition counter(CounterFunction function, boolean fixed) {
    Change change = function.change(CounterFunction.kind(model, in, fixed), in);
    return new Transition(
        function + (fixed ? ", fixed" : ", general-purpose"),
        possible.and(new ObservedCounter(fixed, in.index()).exists(machine)),
        Guesses.all(
            of(in.before()),
            of(in.after()),
            of(in.filter(), in.unsettled()),
            of(in.counter(), fixed)),
        of(change.next(), fixed),
        change.fired().words(RULES));
  }

  private static FilterTerms filter(Bool present, Word action, Word bitmap) {
    return new FilterTerms(present, action, bitmap, event -> present.terms().bool(false));
  }

  private Map<String, Bool> of(VcpuRegisters registers) {
    return guesses.of("registers", registers.terms());
  }

  private Map<String, Bool> of(CounterState counter, boolean fixed) {
    String part = fixed ? "fixed" : "general-purpose";
    return Guesses.all(
        guesses.of(part, counter.terms()),
        Map.of(part + " is within the width", counter.wellFormed(machine)));
  }

  private Map<String, Bool> of(FilterTerms filter, Bool unsettled) {
    List<Term> terms = new ArrayList<>(filter.terms());
    terms.add(unsettled);
    return guesses.of("filter", terms);
  }
}
