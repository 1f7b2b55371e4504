package pmuoracle.oracle.prove.arm64;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import pmuoracle.oracle.encoding.arm64.Ruling;
import pmuoracle.oracle.encoding.arm64.Setting;
import pmuoracle.oracle.prove.Unrolled;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.step.arm64.Action;
import pmuoracle.oracle.step.arm64.CounterFunction;
import pmuoracle.oracle.step.arm64.RegisterFunction;
import pmuoracle.oracle.step.arm64.StepInputs;
import pmuoracle.oracle.symbolic.Applied;
import pmuoracle.oracle.symbolic.ProgramTerms;
import pmuoracle.oracle.symbolic.TermStep;
import pmuoracle.oracle.symbolic.arm64.ObservedCounter.Place;
import pmuoracle.oracle.symbolic.arm64.SymbolicProgram;
import pmuoracle.oracle.symbolic.arm64.SymbolicRun;
import pmuoracle.spec.arm64.Arm64Model;

/** A claim on the symbolic run of one counter. */
record UnrolledClaim(Arm64Model model, StepClaim claim) implements Unrolled {
  @Override
  public int counters() {
    return Place.REPRESENTATIVES.size();
  }

  @Override
  public Programs programs(Terms terms, int counter, int steps) {
    Place place = Place.REPRESENTATIVES.get(counter);
    List<Set<Action>> allowed =
        ProgramTerms.smallest(steps, Action.class, action -> action.plan(model));
    allowed.set(steps - 1, EnumSet.allOf(Action.class));
    SymbolicProgram program = SymbolicProgram.of(terms, place, allowed);
    Bool yes = terms.bool(true);
    Bool contradicts = terms.bool(false);
    Bool within = yes;
    for (TermStep<Ruling> taken : SymbolicRun.of(model, program)) {
      List<Bool> now = new ArrayList<>();
      for (Applied<Ruling> applied : taken.applied()) {
        StepInputs in = StepInputs.of(applied.inputs(), applied.filter());
        if (applied.function() instanceof RegisterFunction function) {
          Setting setting =
              new Setting(model, in.machine(), in.filter(), in.index(), place.cycle());
          CounterView before = new CounterView(setting, in.before(), in.counter(), yes);
          Bool permitted = claim.permits(function, before, in.after());
          within = permitted == yes ? within : within.and(applied.when().implies(permitted));
        } else if (applied.function() instanceof CounterFunction function) {
          if (function == CounterFunction.HOST_TYPE_WRITTEN && !claim.ownerStores()) {
            within = within.and(applied.when().not());
          }
          CounterStep step = CounterStep.of(function, model, in, yes, place.cycle());
          now.add(applied.when().and(claim.holds(step).not()));
        }
      }
      contradicts = within.and(terms.any(now));
    }
    return new Programs(
        terms.all(program.exists(), program.machine().isOf(model), contradicts), program::decode);
  }

  @Override
  public String scope() {
    return "about one counter of one virtual CPU, no chained counters";
  }
}
