package pmuoracle.oracle.prove.x86;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pmuoracle.oracle.encoding.x86.FilterTerms;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.encoding.x86.Setting;
import pmuoracle.oracle.encoding.x86.VerdictTerms;
import pmuoracle.oracle.encoding.x86.WritableBits;
import pmuoracle.oracle.prove.Claim;
import pmuoracle.oracle.prove.ProgramWitness;
import pmuoracle.oracle.prove.Statement;
import pmuoracle.oracle.prove.Witness;
import pmuoracle.oracle.smt.Assignment;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.FixedControl;
import pmuoracle.spec.x86.Privilege;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Model.Matching;
import pmuoracle.spec.x86.X86Models;
import pmuoracle.spec.x86.X86Step;

/**
 * A virtual machine, filters that can be installed in it, and what is asked of them. Whatever the
 * questions, the answers of an assignment can be seen in a program: it installs the filter of each
 * question, lets a counter ask it, and looks whether the event counts.
 */
final class Scenario {
  private static final int THIRD = 2;

  private final Terms terms;
  private final X86Model model;
  private final MachineTerms machine;
  private final List<Ask> asks = new ArrayList<>();
  private final List<Bool> given = new ArrayList<>();

  /**
   * One question.
   *
   * @param filter none where there is none yet
   * @param fixed whether {@code what} is the number of a fixed counter, else an event select
   * @param what 64 bits
   */
  private record Ask(
      X86Model model, Optional<AcceptedFilter> filter, boolean fixed, Word what, Bool allowed) {}

  Scenario(Terms terms, X86Model model) {
    this.terms = terms;
    this.model = model;
    machine = MachineTerms.variables(terms);
    given.add(machine.wellFormed());
    given.add(machine.unavailable().is(0));
    given.add(machine.mediated().not());
  }

  /** Begins a claim about scenes of the model. */
  static Claim.Builder<Scenario> over(String scope, X86Model model) {
    return Claim.over(scope, terms -> new Scenario(terms, model));
  }

  Terms terms() {
    return terms;
  }

  X86Model model() {
    return model;
  }

  MachineTerms machine() {
    return machine;
  }

  /** An accepted filter nothing else is known of. */
  AcceptedFilter filter(String name, int capacity) {
    return known(AcceptedFilter.variables(model, machine, name, capacity));
  }

  /** The same; it is accepted. */
  AcceptedFilter known(AcceptedFilter filter) {
    given.add(filter.accepted());
    if (model.matching() == Matching.LOW16) {
      given.add(filter.settled());
    }
    return filter;
  }

  /** The claim that the events are treated alike by the filters. */
  Statement alike(AcceptedFilter one, AcceptedFilter other, Word event) {
    return claims(allowed(one, event).iff(allowed(other, event)));
  }

  /** The claim that the fixed counter is treated alike by the filters. */
  Statement fixedAlike(AcceptedFilter one, AcceptedFilter other, Word index) {
    return claims(fixedAllowed(one, index).iff(fixedAllowed(other, index)));
  }

  /** Something else that is known. */
  Scenario given(Bool condition) {
    given.add(condition);
    return this;
  }

  /**
   * An event select that a guest can write to some counter of some machine: the third has all bits
   * that any has, in every generation; of a mediated machine there may be Host-Only and Guest-Only
   * as well, which no verdict looks at.
   */
  Word eventSelect(String name) {
    Word eventSelect = terms.variable(name, 64);
    given.add(writable(eventSelect).is(eventSelect));
    return eventSelect;
  }

  /** What a guest can write of these bits to some counter. */
  Word writable(Word eventSelect) {
    Setting setting =
        new Setting(
            X86Models.V5_18,
            machine,
            FilterTerms.variables(terms, e -> terms.bool(false)),
            terms.word(64, THIRD));
    Word levels =
        terms
            .all(terms.bool(model.hostGuestOnly()), machine.intel().not(), machine.nested())
            .choose(
                terms.word(64, EventSelect.GUEST_ONLY | EventSelect.HOST_ONLY), terms.word(64, 0));
    return eventSelect.and(WritableBits.eventSelect(setting).or(levels));
  }

  /** The number of a fixed counter. */
  Word fixedCounter(String name) {
    Word index = terms.variable(name, 64);
    given.add(machine.intel());
    given.add(machine.globalControl());
    given.add(index.below(X86Machine.MAX_FIXED));
    return index;
  }

  /** What the filter says of the event on a general-purpose counter. */
  Bool allowed(AcceptedFilter filter, Word eventSelect) {
    return allowed(model, filter, eventSelect);
  }

  /** The same under another model; the filter is one of that model. */
  Bool allowed(X86Model other, AcceptedFilter filter, Word eventSelect) {
    Bool allowed =
        VerdictTerms.generalPurpose(other.actions(), filter.filter(), eventSelect).allowed();
    asks.add(new Ask(other, Optional.of(filter), false, eventSelect, allowed));
    return allowed;
  }

  /** What is said of it where there is no filter; asked before any other question. */
  Bool allowedWithout(Word eventSelect) {
    Bool allowed = VerdictTerms.generalPurpose(model.actions(), none(), eventSelect).allowed();
    asks.add(0, new Ask(model, Optional.empty(), false, eventSelect, allowed));
    return allowed;
  }

  /** What is said of a fixed counter where there is no filter; asked before any other question. */
  Bool fixedAllowedWithout(Word index) {
    Bool allowed =
        VerdictTerms.fixed(model.fixedFilter(), model.actions(), none(), index).allowed();
    asks.add(0, new Ask(model, Optional.empty(), true, index, allowed));
    return allowed;
  }

  /** What the filter says of a fixed counter. */
  Bool fixedAllowed(AcceptedFilter filter, Word index) {
    Bool allowed =
        VerdictTerms.fixed(model.fixedFilter(), model.actions(), filter.filter(), index).allowed();
    asks.add(new Ask(model, Optional.of(filter), true, index, allowed));
    return allowed;
  }

  private FilterTerms none() {
    return new FilterTerms(
        terms.bool(false), terms.word(32, 0), terms.word(32, 0), e -> terms.bool(false));
  }

  /** What follows from everything given. */
  Statement claims(Bool goal) {
    return new Statement(given, goal, this::witness);
  }

  private Witness witness(Assignment values) {
    boolean intel = values.value(machine.intel());
    int fixed =
        asks.stream()
            .filter(Ask::fixed)
            .mapToInt(a -> (int) values.value(a.what()) + 1)
            .max()
            .orElse(0);
    X86Machine facts =
        new X86Machine(
            intel ? Vendor.INTEL : Vendor.AMD,
            1 + asks.stream().mapToInt(a -> counter(a, values)).max().orElse(0),
            fixed,
            fixed > 0,
            48,
            intel && values.value(machine.txWritable()),
            false,
            false,
            0,
            64,
            1);
    List<Step> steps = new ArrayList<>();
    List<ProgramWitness.Seen> seen = new ArrayList<>();
    List<String> argument = new ArrayList<>();
    if (fixed > 0) {
      steps.add(new X86Step.Write(0, Register.GLOBAL_CONTROL, facts.globalBits()));
    }
    for (Ask ask : asks) {
      boolean allowed = values.value(ask.allowed());
      int place = ask(ask, values, facts, steps);
      seen.add(new ProgramWitness.Seen(ask.model(), steps.size() - 1, place, allowed ? 1 : 0));
      argument.add(words(ask, values, steps.size(), allowed));
    }
    return new ProgramWitness(new GuestProgram(facts, steps), seen, argument);
  }

  /** The steps of one question, the last of which answers it; where in its outcome. */
  private int ask(Ask ask, Assignment values, X86Machine facts, List<Step> steps) {
    long what = values.value(ask.what());
    ask.filter().ifPresent(f -> steps.add(new X86Step.SetFilter(f.request(values))));
    if (ask.fixed()) {
      steps.add(new X86Step.Write(0, Register.FIXED_CONTROL, 0));
      steps.add(new X86Step.Write(0, Register.FIXED_CONTROL, FixedControl.ENABLE << (4 * what)));
      steps.add(new X86Step.Enter(0));
      steps.add(new X86Step.Retire(0, FixedControl.encoding((int) what), 1, Privilege.KERNEL));
      return facts.generalPurpose() + (int) what;
    }
    long enabled = what | EventSelect.ENABLE | EventSelect.OS;
    int counter = counter(ask, values);
    steps.add(new X86Step.Write(0, Register.eventSelect(counter), 0));
    steps.add(new X86Step.Write(0, Register.eventSelect(counter), enabled));
    steps.add(new X86Step.Enter(0));
    steps.add(new X86Step.Retire(0, what & facts.vendor().keyMask(), 1, Privilege.KERNEL));
    return counter;
  }

  /** Where that event select can be written. */
  private int counter(Ask ask, Assignment values) {
    boolean checkpointed =
        !ask.fixed() && (values.value(ask.what()) & EventSelect.IN_TX_CHECKPOINTED) != 0;
    return checkpointed && values.value(machine.intel()) ? THIRD : 0;
  }

  private static String words(Ask ask, Assignment values, int step, boolean allowed) {
    long what = values.value(ask.what());
    String subject = ask.fixed() ? "fixed counter " + what : "event select 0x%x".formatted(what);
    String filter =
        ask.filter().map(f -> f.request(values)).map(Scenario::words).orElse("no filter");
    return "step %d, %s: %s is %s with %s"
        .formatted(step, ask.model().id(), subject, allowed ? "ALLOWED" : "DENIED", filter);
  }

  private static String words(FilterRequest request) {
    int entries = request.events().size();
    return "action %d, flags %d, bitmap 0x%x, %d %s"
        .formatted(
            request.action(),
            request.flags(),
            request.bitmap(),
            entries,
            entries == 1 ? "entry" : "entries");
  }
}
