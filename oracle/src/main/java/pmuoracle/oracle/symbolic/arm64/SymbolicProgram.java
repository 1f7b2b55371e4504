package pmuoracle.oracle.symbolic.arm64;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Valuation;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.step.Plan;
import pmuoracle.oracle.step.arm64.Action;
import pmuoracle.oracle.symbolic.Selector;
import pmuoracle.oracle.symbolic.Tally;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.arm64.Arm64Models;

/**
 * Every program of some number of steps about one counter of the first virtual CPU; calls can be
 * made through a second one.
 */
public record SymbolicProgram(
    SymbolicMachine machine, ObservedCounter.Place place, List<SymbolicStep> steps) {
  public SymbolicProgram {
    steps = List.copyOf(steps);
  }

  /**
   * Programs of which the steps may be these.
   *
   * @param allowed for each step what it may be
   */
  public static SymbolicProgram of(
      Terms terms, ObservedCounter.Place place, List<Set<Action>> allowed) {
    List<SymbolicStep> steps = new ArrayList<>();
    for (int i = 0; i < allowed.size(); i++) {
      steps.add(SymbolicStep.variables(terms, "step-" + (i + 1), allowed.get(i)));
    }
    return new SymbolicProgram(SymbolicMachine.variables(terms), place, steps);
  }

  /** Programs of this length in which only the last step need show something. */
  public static SymbolicProgram of(Terms terms, ObservedCounter.Place place, int length) {
    List<Set<Action>> allowed = new ArrayList<>(Collections.nCopies(length, changing()));
    allowed.set(length - 1, showing());
    return of(terms, place, allowed);
  }

  /** Those that can change something: all but the last step of a smallest program are of them. */
  public static Set<Action> changing() {
    return those(Plan::changes);
  }

  /** Those after which something is observed. */
  public static Set<Action> showing() {
    return those(Plan::showsSomething);
  }

  /** What a step does differs between models only in what nobody sees at once. */
  private static Set<Action> those(Predicate<Plan<?, ?, ?>> chosen) {
    return Selector.those(
        Action.class, action -> chosen.test(action.plan(Arm64Models.ARCHITECTURE)));
  }

  public ObservedCounter counter() {
    return ObservedCounter.at(machine.facts().world(), place);
  }

  /**
   * True iff there is such a program; the machine has the counter, and no type register is written
   * with the chain event.
   */
  public Bool exists() {
    List<Bool> all = new ArrayList<>();
    all.add(machine.exists());
    all.add(counter().exists(machine.facts()));
    steps.forEach(s -> all.add(s.exists(machine).and(s.chains(machine).not())));
    return machine.facts().world().all(all);
  }

  /** How many filter calls there are. */
  public Word parts() {
    return Tally.of(
        machine.facts().world(), parts -> steps.forEach(s -> parts.flag(s.is(Action.SET_FILTER))));
  }

  /** Set bits of all numbers, and one for each field that is not as usual. */
  public Word bits() {
    return Tally.of(
        machine.facts().world(),
        bits -> {
          machine.bits(bits);
          steps.forEach(s -> s.bits(bits));
        });
  }

  /** The program of these values, for which {@link #exists} must hold. */
  public GuestProgram decode(Valuation values) {
    List<? extends Step> decoded = steps.stream().map(s -> s.decode(place, values)).toList();
    return new GuestProgram(machine.decode(values), List.copyOf(decoded));
  }
}
