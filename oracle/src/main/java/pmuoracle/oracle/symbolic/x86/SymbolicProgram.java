package pmuoracle.oracle.symbolic.x86;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.step.x86.Action;
import pmuoracle.oracle.symbolic.ProgramTerms;
import pmuoracle.oracle.symbolic.Shape;

/**
 * Every program of some number of steps on one virtual CPU about one counter, with at most some
 * number of list entries in a request.
 */
public record SymbolicProgram(
    SymbolicMachine machine, ObservedCounter.Place place, List<SymbolicStep> steps)
    implements ProgramTerms {
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
    Map<Action, Shape> shapes = place.shapes();
    List<SymbolicStep> steps = new ArrayList<>();
    for (int i = 0; i < allowed.size(); i++) {
      String name = "step-" + (i + 1);
      steps.add(
          SymbolicStep.variables(
              terms,
              name,
              of(allowed.get(i), place.fixed()),
              shapes,
              SymbolicRequest.variables(machine.facts(), name, entries)));
    }
    return new SymbolicProgram(machine, place, steps);
  }

  /** Programs of this length in which only the last step need show something. */
  public static SymbolicProgram of(
      Terms terms, ObservedCounter.Place place, int length, int entries) {
    return of(terms, place, ProgramTerms.smallest(length, Action.class, Action::plan), entries);
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
  @Override
  public Bool exists() {
    List<Bool> all = new ArrayList<>();
    all.add(machine.exists());
    all.add(counter().exists(machine.facts()));
    steps.forEach(s -> all.add(s.exists(machine.facts())));
    return machine.facts().world().all(all);
  }
}
