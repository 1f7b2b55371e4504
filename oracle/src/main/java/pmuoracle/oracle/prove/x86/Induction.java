package pmuoracle.oracle.prove.x86;

import static pmuoracle.oracle.step.x86.CounterFunction.CPUID_SET;
import static pmuoracle.oracle.step.x86.CounterFunction.FILTER_SET;
import static pmuoracle.oracle.step.x86.CounterFunction.READ;
import static pmuoracle.oracle.step.x86.CounterFunction.RESET;
import static pmuoracle.oracle.step.x86.CounterFunction.VALUE_WRITTEN;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import pmuoracle.oracle.encoding.x86.CounterKind;
import pmuoracle.oracle.encoding.x86.CounterState;
import pmuoracle.oracle.encoding.x86.FilterTerms;
import pmuoracle.oracle.encoding.x86.FixedCounter;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.encoding.x86.RegisterTransitions;
import pmuoracle.oracle.encoding.x86.VcpuRegisters;
import pmuoracle.oracle.prove.Claim;
import pmuoracle.oracle.prove.Obligation;
import pmuoracle.oracle.prove.Statement;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.step.x86.CounterFunction;
import pmuoracle.oracle.step.x86.StepInputs;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;

/**
 * A claim about every program, by induction on its steps: a new counter is as {@link
 * StepClaim#kept} says, and every step from such a state does what is claimed and leaves such a
 * state. What a filter lists is an unknown function of the event, so that the length of its list
 * does not matter; each counter is looked at alone, because counters do not interact.
 */
record Induction(X86Model model, StepClaim claim) {
  static final String SCOPE = "every program, by induction on its steps; any filter, any machine";

  /**
   * What may be applied to a virtual CPU that has not run. An INIT of such a one changes no
   * register, and so no counter follows.
   */
  private static final Set<CounterFunction> HOSTS =
      EnumSet.of(FILTER_SET, READ, VALUE_WRITTEN, RESET, CPUID_SET);

  /** Its sibling is the first claim with something false added. */
  static Claim of(X86Model model, StepClaim claim, Obligation sibling) {
    return new Claim(
        SCOPE,
        new Induction(model, claim).obligations(),
        sibling,
        Optional.of(() -> new ClaimWatch(model, claim)));
  }

  /** What has to be shown, in the order of the steps. */
  List<Obligation> obligations() {
    List<Obligation> obligations = new ArrayList<>();
    for (boolean fixed : new boolean[] {false, true}) {
      obligations.add(new Obligation("new counter" + suffix(fixed), t -> base(t, fixed)));
      for (CounterFunction function : CounterFunction.acting(fixed)) {
        obligations.add(
            new Obligation(words(function) + suffix(fixed), t -> step(t, function, fixed)));
      }
    }
    return obligations;
  }

  /** A step of a claim that is false: for siblings. */
  static Obligation sibling(
      String title, X86Model model, StepClaim claim, CounterFunction function) {
    Induction induction = new Induction(model, claim);
    return new Obligation(title, t -> induction.step(t, function, false));
  }

  /** The name of a step's function as titles say it. */
  static String words(Enum<?> function) {
    return function.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String suffix(boolean fixed) {
    return fixed ? ", fixed" : ", general-purpose";
  }

  private Statement base(Terms terms, boolean fixed) {
    StepInputs in = inputs(terms);
    CounterKind kind = CounterFunction.kind(model, in, fixed);
    var initial = new RegisterTransitions(model, in.machine(), in.filter()).initial().next();
    return Statement.ofStates(
        List.of(in.machine().wellFormed(), in.filter().present().not()),
        claim.kept(new CounterView(kind, initial, CounterState.zero(terms), History.none(terms))));
  }

  private Statement step(Terms terms, CounterFunction function, boolean fixed) {
    StepInputs in = inputs(terms);
    CounterStep step = CounterStep.of(function, model, in, History.variables(terms), fixed);
    MachineTerms machine = in.machine();
    List<Bool> given = new ArrayList<>();
    given.add(machine.wellFormed());
    given.add(in.index().below(fixed ? X86Machine.MAX_FIXED : X86Machine.MAX_GENERAL_PURPOSE));
    given.add(in.counter().wellFormed(machine));
    given.add(in.ran().or(untouched(in.before(), in.counter())));
    given.add(claim.kept(function == FILTER_SET ? replaced(step) : step.before()));
    if (function == FILTER_SET) {
      given.add(in.filter().present());
    }
    CounterView after = step.after();
    Bool ran = HOSTS.contains(function) ? in.ran() : terms.bool(true);
    return Statement.ofStates(
        given,
        terms.all(
            after.counter().wellFormed(machine),
            ran.or(untouched(after.registers(), after.counter())),
            claim.kept(after),
            claim.holds(step)));
  }

  /** What a virtual CPU that has not run is: it asks for nothing, and nothing runs. */
  private static Bool untouched(VcpuRegisters registers, CounterState counter) {
    return registers
        .fixedControl()
        .terms()
        .all(
            registers.fixedControl().is(0),
            registers.svme().not(),
            registers.l2().not(),
            counter.select().is(0),
            counter.side().is(0),
            counter.running().not(),
            counter.shadow().is(0),
            counter.loaded().is(0),
            counter.status().not());
  }

  /** The counter before the step, under the filter that another replaces. */
  private CounterView replaced(CounterStep step) {
    Terms terms = step.machine().world();
    FilterTerms old =
        new FilterTerms(
            terms.variable("old-filter?"),
            terms.variable("old-action", 32),
            terms.variable("old-bitmap", 32),
            terms.predicate("old-listed", 64)::of);
    boolean fixed = step.kind() instanceof FixedCounter;
    CounterView before = step.before();
    return new CounterView(
        CounterFunction.kind(model, step.in().under(old), fixed),
        before.registers(),
        before.counter(),
        before.history());
  }

  private static StepInputs inputs(Terms terms) {
    return StepInputs.variables(MachineTerms.variables(terms), terms.predicate("listed", 64)::of);
  }
}
