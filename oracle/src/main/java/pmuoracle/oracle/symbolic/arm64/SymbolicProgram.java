package pmuoracle.oracle.symbolic.arm64;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.step.arm64.Action;
import pmuoracle.oracle.symbolic.ProgramTerms;
import pmuoracle.oracle.symbolic.Shape;
import pmuoracle.spec.arm64.Arm64Models;

/**
 * Every program of some number of steps about one counter of the first virtual CPU; calls can be
 * made through a second one.
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
   * @param allowed for each step what it may be
   */
  public static SymbolicProgram of(
      Terms terms, ObservedCounter.Place place, List<Set<Action>> allowed) {
    Map<Action, Shape> shapes = place.shapes();
    List<SymbolicStep> steps = new ArrayList<>();
    for (int i = 0; i < allowed.size(); i++) {
      steps.add(SymbolicStep.variables(terms, "step-" + (i + 1), allowed.get(i), shapes));
    }
    return new SymbolicProgram(SymbolicMachine.variables(terms), place, steps);
  }

  /**
   * Programs of this length in which only the last step need show something. What a step does
   * differs between models only in what nobody sees at once.
   */
  public static SymbolicProgram of(Terms terms, ObservedCounter.Place place, int length) {
    return of(
        terms,
        place,
        ProgramTerms.smallest(
            length, Action.class, action -> action.plan(Arm64Models.ARCHITECTURE)));
  }

  public ObservedCounter counter() {
    return ObservedCounter.at(machine.facts().world(), place);
  }

  /**
   * True iff there is such a program; the machine has the counter, and no type register is written
   * with the chain event.
   */
  @Override
  public Bool exists() {
    List<Bool> all = new ArrayList<>();
    all.add(machine.exists());
    all.add(counter().exists(machine.facts()));
    steps.forEach(s -> all.add(s.exists(machine).and(s.chains(machine).not())));
    return machine.facts().world().all(all);
  }
}
