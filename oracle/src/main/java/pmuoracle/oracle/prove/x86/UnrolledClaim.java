package pmuoracle.oracle.prove.x86;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import pmuoracle.oracle.encoding.x86.Listing;
import pmuoracle.oracle.prove.Unrolled;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.step.x86.Action;
import pmuoracle.oracle.step.x86.CounterFunction;
import pmuoracle.oracle.step.x86.StepInputs;
import pmuoracle.oracle.symbolic.Applied;
import pmuoracle.oracle.symbolic.ProgramTerms;
import pmuoracle.oracle.symbolic.TermStep;
import pmuoracle.oracle.symbolic.x86.ObservedCounter.Place;
import pmuoracle.oracle.symbolic.x86.SymbolicProgram;
import pmuoracle.oracle.symbolic.x86.SymbolicRun;
import pmuoracle.spec.x86.X86Model;

/** A claim on the symbolic run of one counter. */
record UnrolledClaim(X86Model model, StepClaim claim) implements Unrolled {
  private static final int ENTRIES = 3;

  @Override
  public int counters() {
    return Place.REPRESENTATIVES.size();
  }

  @Override
  public Programs programs(Terms terms, int counter, int steps) {
    Place place = Place.REPRESENTATIVES.get(counter);
    List<Set<Action>> allowed = ProgramTerms.smallest(steps, Action.class, Action::plan);
    allowed.set(steps - 1, EnumSet.allOf(Action.class));
    SymbolicProgram program = SymbolicProgram.of(terms, place, allowed, ENTRIES);
    Bool contradicts = terms.bool(false);
    History history = History.none(terms);
    for (TermStep<Listing> taken : SymbolicRun.of(model, program)) {
      History before = history;
      List<Bool> now = new ArrayList<>();
      for (Applied<Listing> applied : taken.applied()) {
        if (applied.function() instanceof CounterFunction function
            && CounterFunction.acting(place.fixed()).contains(function)) {
          StepInputs in = StepInputs.of(applied.inputs(), applied.filter());
          CounterStep step = CounterStep.of(function, model, in, before, place.fixed());
          now.add(applied.when().and(claim.holds(step).not()));
          history = History.choose(applied.when(), step.after().history(), history);
        }
      }
      contradicts = terms.any(now);
    }
    return new Programs(
        terms.all(program.exists(), program.machine().isOf(model), contradicts), program::decode);
  }

  @Override
  public String scope() {
    return "of one virtual CPU about one counter, event lists of at most " + ENTRIES + " entries";
  }
}
