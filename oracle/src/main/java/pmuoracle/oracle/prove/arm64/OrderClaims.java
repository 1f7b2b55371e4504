package pmuoracle.oracle.prove.arm64;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.oracle.encoding.arm64.FilterCalls;
import pmuoracle.oracle.encoding.arm64.Setting;
import pmuoracle.oracle.prove.Claim;
import pmuoracle.oracle.prove.Obligation;
import pmuoracle.oracle.prove.ProgramsWitness;
import pmuoracle.oracle.prove.Statement;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.step.arm64.Action;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Step;

/** The claim that the order of calls is irrelevant, which is false by design. */
final class OrderClaims {
  private OrderClaims() {}

  static Claim irrelevant(Arm64Model model) {
    return Claim.timeless(
        "two calls, one event",
        new Obligation("nothing counts", t -> swapped(t, model, false)),
        new Obligation("swapped", t -> swapped(t, model, true)));
  }

  private static Statement swapped(Terms terms, Arm64Model model, boolean same) {
    FilterCalls calls = FilterCalls.variables(terms, 2);
    FilterCalls swapped = calls.withCalls(List.of(calls.calls().get(1), calls.calls().get(0)));
    Scenario one = new Scenario(terms, model, false, false).given(calls.count().is(2));
    Scenario other = new Scenario(terms, model, false, false);
    Bool counted = counts(one, calls);
    Bool then = counts(other, swapped);
    List<Bool> given = new ArrayList<>(one.given());
    given.addAll(other.given());
    return new Statement(
        given,
        same ? counted.iff(then) : counted.not(),
        values -> new ProgramsWitness(List.of(one.witness(values), other.witness(values))));
  }

  private static Bool counts(Scenario scenario, FilterCalls calls) {
    Word event = scenario.terms().variable("event", 16);
    scenario.filtered(calls).started();
    ScenarioSteps.switchOn(scenario);
    ScenarioSteps.program(scenario, event.zeroExtend(64), false);
    scenario.then(Action.LOAD, event.zeroExtend(64), v -> new Arm64Step.Load(0));
    scenario.given(Setting.software(event).not());
    return ScenarioSteps.retire(scenario, event).is(0).not();
  }
}
