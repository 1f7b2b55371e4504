package pmuoracle.oracle.prove.arm64;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import pmuoracle.oracle.encoding.arm64.CounterState;
import pmuoracle.oracle.encoding.arm64.FilterTerms;
import pmuoracle.oracle.encoding.arm64.MachineTerms;
import pmuoracle.oracle.encoding.arm64.RegisterChange;
import pmuoracle.oracle.encoding.arm64.RegisterTransitions;
import pmuoracle.oracle.encoding.arm64.Ruling;
import pmuoracle.oracle.encoding.arm64.Setting;
import pmuoracle.oracle.encoding.arm64.VcpuRegisters;
import pmuoracle.oracle.prove.Claim;
import pmuoracle.oracle.prove.Obligation;
import pmuoracle.oracle.prove.Statement;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.step.Plan;
import pmuoracle.oracle.step.arm64.Action;
import pmuoracle.oracle.step.arm64.CallFunction;
import pmuoracle.oracle.step.arm64.CounterFunction;
import pmuoracle.oracle.step.arm64.RegisterFunction;
import pmuoracle.oracle.step.arm64.StepInputs;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;

/**
 * A claim about every program, by induction on its steps: a new counter is as {@link
 * StepClaim#kept} says, and every step from such a state does what is claimed and leaves such a
 * state. What the filter allows is an unknown function of the event, so that the number of its
 * calls does not matter; each counter is looked at alone, and whether the one before it overflowed
 * is unknown.
 *
 * <p>Besides what a claim keeps, {@link WellFormed} is assumed of every state, which is a claim of
 * its own. A filter call is a step too: under models that refuse it once a virtual CPU has run, it
 * happens before that, which is another.
 */
record Induction(Arm64Model model, StepClaim claim) {
  private static final String OLD = "old";
  private static final String NEW = "filter";

  /** With the scope in words. */
  static Claim of(String scope, Arm64Model model, StepClaim claim, Obligation sibling) {
    return new Claim(
        scope,
        new Induction(model, claim).obligations(),
        sibling,
        Optional.of(() -> new ClaimWatch(model, List.of(claim))));
  }

  /** A step that does not do what is claimed: for false siblings. */
  static Obligation sibling(
      String title, Arm64Model model, CounterFunction function, StepClaim claim) {
    Induction induction = new Induction(model, claim);
    return new Obligation(title, t -> induction.step(t, function, false));
  }

  /** All of them but those that say nothing. */
  List<Obligation> obligations() {
    List<Obligation> all = new ArrayList<>();
    for (boolean cycle : new boolean[] {false, true}) {
      String suffix = cycle ? ", cycles" : ", events";
      try (Terms terms = new Terms()) {
        StepInputs in = inputs(terms);
        Bool yes = terms.bool(true);
        boolean keeps = claim.kept(view(in, in.before(), in.counter(), yes, cycle)) != yes;
        for (CounterFunction function : CounterFunction.values()) {
          boolean outside = function == CounterFunction.HOST_TYPE_WRITTEN && !claim.ownerStores();
          CounterStep step = CounterStep.of(function, model, in, yes, cycle);
          boolean says = !outside && claim.holds(step) != yes;
          if (says || (keeps && !outside && plan(function).changes())) {
            all.add(new Obligation(title(function.name()) + suffix, t -> step(t, function, cycle)));
          }
        }
        if (keeps) {
          all.add(new Obligation("reads" + suffix, t -> reads(t, cycle)));
          all.addAll(around(suffix, cycle));
        }
      }
    }
    return all;
  }

  /** What happens to a counter though it is not the one that is meant. */
  private List<Obligation> around(String suffix, boolean cycle) {
    return List.of(
        new Obligation("new counter" + suffix, t -> created(t, cycle)),
        new Obligation("filter set" + suffix, t -> filterSet(t, cycle)),
        new Obligation("run" + suffix, t -> run(t, cycle)),
        new Obligation(
            "hcr written" + suffix, t -> shared(t, RegisterFunction.HCR_WRITTEN, cycle)));
  }

  private static String title(String function) {
    return function.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private Statement created(Terms terms, boolean cycle) {
    StepInputs in = inputs(terms);
    VcpuRegisters initial = transitions(in).initial().next();
    Bool no = terms.bool(false);
    return Statement.ofStates(
        List.of(in.machine().exists(model), place(in, cycle), in.filter().present().not()),
        claim.kept(view(in, initial, CounterState.zero(terms), no, cycle)));
  }

  private Statement step(Terms terms, CounterFunction function, boolean cycle) {
    StepInputs in = inputs(terms);
    Optional<RegisterFunction> shared = Optional.ofNullable(plan(function).registers(cycle));
    Optional<RegisterChange> change = shared.map(f -> f.change(transitions(in), in));
    StepInputs led = in.leading(change.map(RegisterChange::next).orElse(in.before()));
    Bool hasRun = hasRun(terms, function);
    CounterStep step = CounterStep.of(function, model, led, hasRun, cycle);
    Bool happens = change.map(c -> c.fault().is(0).and(c.follow())).orElse(terms.bool(true));
    CounterState next = CounterState.choose(happens, step.after(), in.counter());
    List<Bool> given = before(in, in.before(), hasRun, cycle);
    given.add(Operands.are(function, in));
    shared.ifPresent(f -> given.add(claim.permits(f, step.before(), led.after())));
    return Statement.ofStates(
        given,
        claim
            .kept(view(in, led.after(), next, hasRun, cycle))
            .and(happens.implies(claim.holds(step))));
  }

  /** All reads at once, because they change nothing. */
  private Statement reads(Terms terms, boolean cycle) {
    List<Bool> goals = new ArrayList<>();
    for (CounterFunction function : CounterFunction.values()) {
      if (!plan(function).changes()) {
        Statement read = step(terms, function, cycle);
        goals.add(terms.all(read.given()).implies(read.goal()));
      }
    }
    StepInputs in = inputs(terms);
    return Statement.ofStates(before(in, in.before(), terms.bool(true), cycle), terms.all(goals));
  }

  private Bool hasRun(Terms terms, CounterFunction function) {
    return plan(function).isGuests() ? terms.bool(true) : terms.variable("has-run");
  }

  private Plan<CallFunction, RegisterFunction, CounterFunction> plan(CounterFunction function) {
    return Action.applying(function).plan(model);
  }

  /** The virtual CPU runs for the first time, and so is loaded. */
  private Statement run(Terms terms, boolean cycle) {
    StepInputs in = inputs(terms);
    CounterStep loaded =
        CounterStep.of(CounterFunction.LOADED, model, in, terms.bool(false), cycle);
    return Statement.ofStates(
        before(in, in.before(), terms.bool(false), cycle),
        claim.kept(view(in, in.before(), loaded.after(), terms.bool(true), cycle)));
  }

  /** Registers are written, or the type of another counter is. */
  private Statement shared(Terms terms, RegisterFunction function, boolean cycle) {
    StepInputs in = inputs(terms);
    StepInputs other = in.at(terms.variable("other-index", 64));
    VcpuRegisters after = function.change(transitions(in), other).next();
    Bool yes = terms.bool(true);
    List<Bool> given = before(in, in.before(), yes, cycle);
    given.add(claim.permits(function, view(in, in.before(), in.counter(), yes, cycle), after));
    return Statement.ofStates(given, claim.kept(view(in, after, in.counter(), yes, cycle)));
  }

  private Statement filterSet(Terms terms, boolean cycle) {
    StepInputs in = inputs(terms);
    Bool hasRun = terms.variable("has-run");
    FilterTerms old = new FilterTerms(terms.variable("old?"), Ruling.any(terms, OLD));
    Setting replaced = new Setting(model, in.machine(), old, in.index(), cycle);
    CounterView before = new CounterView(replaced, in.before(), in.counter(), hasRun);
    CounterView after = view(in, in.before(), in.counter(), hasRun, cycle);
    return Statement.ofStates(
        List.of(
            in.machine().exists(model),
            place(in, cycle),
            WellFormed.is(before),
            claim.kept(before),
            in.filter().present(),
            terms.bool(!model.refusedAfterRun()).or(hasRun.not())),
        claim.kept(after));
  }

  /** What is known before a step. */
  private List<Bool> before(StepInputs in, VcpuRegisters registers, Bool hasRun, boolean cycle) {
    CounterView before = view(in, registers, in.counter(), hasRun, cycle);
    List<Bool> given = new ArrayList<>();
    given.add(in.machine().exists(model));
    given.add(place(in, cycle));
    given.add(WellFormed.is(before));
    given.add(claim.kept(before));
    return given;
  }

  private CounterView view(
      StepInputs in, VcpuRegisters registers, CounterState counter, Bool hasRun, boolean cycle) {
    Setting setting = new Setting(model, in.machine(), in.filter(), in.index(), cycle);
    return new CounterView(setting, registers, counter, hasRun);
  }

  private RegisterTransitions transitions(StepInputs in) {
    return new RegisterTransitions(model, in.machine(), in.filter());
  }

  private static Bool place(StepInputs in, boolean cycle) {
    return cycle ? in.index().is(Arm64Machine.CYCLE) : in.index().below(in.machine().counters());
  }

  private static StepInputs inputs(Terms terms) {
    return StepInputs.variables(MachineTerms.variables(terms), Ruling.any(terms, NEW));
  }
}
