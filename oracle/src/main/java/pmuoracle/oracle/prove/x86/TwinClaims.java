package pmuoracle.oracle.prove.x86;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pmuoracle.oracle.encoding.Components;
import pmuoracle.oracle.encoding.x86.Change;
import pmuoracle.oracle.encoding.x86.CounterKind;
import pmuoracle.oracle.encoding.x86.CounterState;
import pmuoracle.oracle.encoding.x86.CounterTransitions;
import pmuoracle.oracle.encoding.x86.Entry;
import pmuoracle.oracle.encoding.x86.FilterTerms;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.encoding.x86.RegisterChange;
import pmuoracle.oracle.encoding.x86.RegisterTransitions;
import pmuoracle.oracle.encoding.x86.VcpuRegisters;
import pmuoracle.oracle.prove.Claim;
import pmuoracle.oracle.prove.Obligation;
import pmuoracle.oracle.prove.Statement;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.step.x86.CounterFunction;
import pmuoracle.oracle.step.x86.RegisterFunction;
import pmuoracle.oracle.step.x86.StepInputs;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.X86Model;

/** Claims about two runs: what is the same in both though something else is not. */
final class TwinClaims {
  private static final String SCOPE = "every two runs, step by step; any filters, any machine";

  private TwinClaims() {}

  /** What registers hold and whether an access faults is the same under any two filters. */
  static Claim accessesIgnoreTheFilter(X86Model model) {
    List<Obligation> obligations = new ArrayList<>();
    for (RegisterFunction function : RegisterFunction.acting()) {
      obligations.add(
          new Obligation(
              "registers, " + Induction.words(function), t -> access(t, model, function)));
    }
    for (CounterFunction function : CounterFunction.acting(false)) {
      obligations.add(
          new Obligation("selects, " + Induction.words(function), t -> select(t, model, function)));
    }
    return new Claim(
        SCOPE,
        obligations,
        new Obligation("values neither", t -> value(t, model)),
        Optional.of(() -> new WithoutFilter(model)));
  }

  private static Statement access(Terms terms, X86Model model, RegisterFunction function) {
    StepInputs in = inputs(terms);
    StepInputs twin = in.under(filter(terms, "other-"));
    RegisterChange one = function.change(registers(model, in), in);
    RegisterChange other = function.change(registers(model, twin), twin);
    return Statement.ofStates(
        List.of(in.machine().wellFormed()),
        one.fault().is(other.fault()).and(same(one.next().terms(), other.next().terms())));
  }

  private static RegisterTransitions registers(X86Model model, StepInputs in) {
    return new RegisterTransitions(model, in.machine(), in.filter());
  }

  private static Statement select(Terms terms, X86Model model, CounterFunction function) {
    StepInputs in = inputs(terms);
    StepInputs twin = twin(in, filter(terms, "other-"));
    Change one = function.change(CounterFunction.kind(model, in, false), in);
    Change other = function.change(CounterFunction.kind(model, twin, false), twin);
    Bool fault = one.answer().is(other.answer());
    boolean faults =
        function == CounterFunction.SELECT_WRITTEN
            || function == CounterFunction.FULL_WIDTH_WRITTEN;
    Bool selects = one.next().select().is(other.next().select());
    return Statement.ofStates(
        List.of(in.machine().wellFormed(), in.counter().select().is(twin.counter().select())),
        faults ? selects.and(fault) : selects);
  }

  private static Statement value(Terms terms, X86Model model) {
    StepInputs in = inputs(terms);
    StepInputs twin = twin(in, filter(terms, "other-"));
    Change one = CounterFunction.READ.change(CounterFunction.kind(model, in, false), in);
    Change other = CounterFunction.READ.change(CounterFunction.kind(model, twin, false), twin);
    return Statement.ofStates(
        List.of(in.counter().select().is(twin.counter().select())),
        one.answer().is(other.answer()));
  }

  /** After a filter and an entry what counts is the same, whatever was before. */
  static Claim lastFilterDecides(X86Model model) {
    return new Claim(
        SCOPE,
        List.of(
            new Obligation("general-purpose", t -> last(t, model, false, true)),
            new Obligation("fixed", t -> last(t, model, true, true))),
        new Obligation("without an entry", t -> last(t, model, false, false)),
        Optional.of(() -> new ClaimWatch(model, CountingClaims.byFilterAndRegisters())));
  }

  private static Statement last(Terms terms, X86Model model, boolean fixed, boolean entered) {
    StepInputs in = inputs(terms);
    StepInputs twin = twin(in, in.filter());
    return Statement.ofStates(
        List.of(
            in.machine().wellFormed(),
            in.filter().present(),
            in.counter().select().is(twin.counter().select())),
        after(model, in, fixed, entered).is(after(model, twin, fixed, entered)));
  }

  private static Word after(X86Model model, StepInputs in, boolean fixed, boolean entered) {
    CounterTransitions steps = new CounterTransitions(CounterFunction.kind(model, in, fixed));
    CounterState set = steps.filterSet(in.counter()).next();
    CounterState counter = entered ? steps.entered(in.before(), set).next() : set;
    return steps.retired(in.before(), counter, in.first(), in.second(), in.flag()).answer();
  }

  /** What counts in the guest's own guest would count in the guest. */
  static Claim nestedGuestCountsNoMore(X86Model model) {
    return new Claim(
        SCOPE,
        List.of(
            new Obligation("hardware, general-purpose", t -> nested(t, model, false, true)),
            new Obligation("hardware, fixed", t -> nested(t, model, true, true)),
            new Obligation("completed, general-purpose", t -> nested(t, model, false, false)),
            new Obligation("completed, fixed", t -> nested(t, model, true, false)),
            new Obligation("an entry minds select and unit mask only", t -> key(t, model))),
        new Obligation("nor does it count anything", t -> nothing(t, model)),
        Optional.empty());
  }

  private static Statement nested(Terms terms, X86Model model, boolean fixed, boolean hardware) {
    Terms.Predicate listed = terms.predicate("listed", 64);
    StepInputs in =
        StepInputs.variables(
            MachineTerms.variables(terms), e -> listed.of(e.and(EventSelect.RAW_EVENT_NB)));
    CounterKind kind = CounterFunction.kind(model, in, fixed);
    CounterState counter = in.counter().withPending(terms.bool(true));
    CounterState plain = counter.withSelect(counter.select().and(~LEVELS));
    return Statement.ofStates(
        List.of(in.machine().wellFormed()),
        counts(kind, in, level(in, true), counter, hardware)
            .implies(counts(kind, in, level(in, false), plain, hardware)));
  }

  private static final long LEVELS = EventSelect.GUEST_ONLY | EventSelect.HOST_ONLY;

  private static VcpuRegisters level(StepInputs in, boolean l2) {
    VcpuRegisters registers = in.before();
    return registers.withLevel(registers.svme(), in.machine().world().bool(l2));
  }

  private static Bool counts(
      CounterKind kind, StepInputs in, VcpuRegisters registers, CounterState from, boolean hw) {
    CounterTransitions steps = new CounterTransitions(kind);
    CounterState entered = steps.entered(registers, from).next();
    Word one = in.first().terms().word(64, 1);
    Change change =
        hw
            ? steps.retired(registers, entered, in.first(), one, in.flag())
            : steps.completed(registers, entered, in.first(), in.flag());
    return change.answer().is(0).not();
  }

  private static Statement nothing(Terms terms, X86Model model) {
    StepInputs in = inputs(terms);
    CounterKind kind = CounterFunction.kind(model, in, false);
    CounterState counter = in.counter().withPending(terms.bool(true));
    return Statement.ofStates(
        List.of(in.machine().wellFormed()), counts(kind, in, level(in, true), counter, true).not());
  }

  private static Statement key(Terms terms, X86Model model) {
    MachineTerms machine = MachineTerms.variables(terms);
    Word entry = terms.variable("entry", 64);
    Word event = terms.variable("event", 64);
    Word key = event.and(EventSelect.RAW_EVENT_NB);
    Bool masked = terms.variable("masked");
    return Statement.ofStates(
        List.of(),
        Entry.includes(model.matching(), machine, masked, entry, event)
            .iff(Entry.includes(model.matching(), machine, masked, entry, key))
            .and(
                Entry.excludes(model.matching(), machine, masked, entry, event)
                    .iff(Entry.excludes(model.matching(), machine, masked, entry, key))));
  }

  private static StepInputs inputs(Terms terms) {
    return StepInputs.variables(MachineTerms.variables(terms), terms.predicate("listed", 64)::of);
  }

  /** The same step of another counter under that filter. */
  private static StepInputs twin(StepInputs in, FilterTerms filter) {
    return new StepInputs(
        in.machine(),
        filter,
        in.unsettled(),
        in.index(),
        in.before(),
        in.after(),
        in.first(),
        in.second(),
        in.flag(),
        in.ran(),
        CounterState.of(Components.variables(in.machine().world()).named(name -> "twin-" + name)));
  }

  private static FilterTerms filter(Terms terms, String prefix) {
    return new FilterTerms(
        terms.variable(prefix + "filter?"),
        terms.variable(prefix + "action", 32),
        terms.variable(prefix + "bitmap", 32),
        terms.predicate(prefix + "listed", 64)::of);
  }

  private static Bool same(List<Term> one, List<Term> other) {
    List<Bool> equal = new ArrayList<>();
    for (int i = 0; i < one.size(); i++) {
      equal.add(
          one.get(i) instanceof Word word
              ? word.is((Word) other.get(i))
              : ((Bool) one.get(i)).iff((Bool) other.get(i)));
    }
    return one.get(0).terms().all(equal);
  }
}
