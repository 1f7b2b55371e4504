package pmuoracle.oracle.symbolic.x86;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Valuation;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.step.x86.Action;
import pmuoracle.oracle.symbolic.Selector;
import pmuoracle.oracle.symbolic.Tally;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;

/**
 * Every program of some number of steps on one virtual CPU about one counter, with at most some
 * number of list entries in a request.
 */
public record SymbolicProgram(
    SymbolicMachine machine, ObservedCounter.Place place, List<SymbolicStep> steps) {
  public SymbolicProgram {
    steps = List.copyOf(steps);
  }

  /**
   * Programs of which the steps may be these.
   *
   * @param allowed for each step what it may be; what the counter cannot have is left out
   * @param entries the most entries a request has in memory
   */
  public static SymbolicProgram of(
      Terms terms, ObservedCounter.Place place, List<Set<Action>> allowed, int entries) {
    SymbolicMachine machine = SymbolicMachine.variables(terms);
    List<SymbolicStep> steps = new ArrayList<>();
    for (int i = 0; i < allowed.size(); i++) {
      String name = "step-" + (i + 1);
      steps.add(
          SymbolicStep.variables(
              terms,
              name,
              of(allowed.get(i), place.fixed()),
              SymbolicRequest.variables(machine.facts(), name, entries)));
    }
    return new SymbolicProgram(machine, place, steps);
  }

  /** Programs of this length in which only the last step need show something. */
  public static SymbolicProgram of(
      Terms terms, ObservedCounter.Place place, int length, int entries) {
    List<Set<Action>> allowed = new ArrayList<>(Collections.nCopies(length, changing()));
    allowed.set(length - 1, showing());
    return of(terms, place, allowed, entries);
  }

  /** Those that can change something: all but the last step of a smallest program are of them. */
  public static Set<Action> changing() {
    return Selector.those(Action.class, action -> action.plan().changes());
  }

  /** Those after which something is observed. */
  public static Set<Action> showing() {
    return Selector.those(Action.class, action -> action.plan().showsSomething());
  }

  /** Those of them that counters of the kind have. */
  public static Set<Action> of(Set<Action> actions, boolean fixed) {
    Set<Action> left = EnumSet.copyOf(actions);
    left.removeAll(
        fixed
            ? Set.of(
                Action.WRITE_SELECT,
                Action.WRITE_LEGACY,
                Action.WRITE_FULL_WIDTH,
                Action.READ_SELECT,
                Action.READ_FULL_WIDTH)
            : Set.of(Action.WRITE_FIXED_COUNTER));
    return left;
  }

  public ObservedCounter counter() {
    return ObservedCounter.at(machine.facts().world(), place);
  }

  /** True iff there is such a program; the machine has the counter. */
  public Bool exists() {
    List<Bool> all = new ArrayList<>();
    all.add(machine.exists());
    all.add(counter().exists(machine.facts()));
    steps.forEach(s -> all.add(s.exists(machine.facts())));
    return machine.facts().world().all(all);
  }

  /** How many list entries all requests have together. */
  public Word parts() {
    return Tally.of(machine.facts().world(), parts -> steps.forEach(s -> s.parts(parts)));
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
