package pmuoracle.oracle.arm64;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import pmuoracle.oracle.compile.RandomStates;
import pmuoracle.oracle.encoding.arm64.MachineTerms;
import pmuoracle.oracle.encoding.arm64.Ruling;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.arm64.Arm64Model;

/** Every compiled function of a model, against the solver, on random states. */
public final class Transitions implements Function<Arm64Model, List<String>> {
  private static final int STATES = 4;

  private record StandIn() implements Ruling {
    @Override
    public Bool allows(Word event) {
      return RandomStates.listed(event);
    }

    @Override
    public Bool covers(Word event) {
      return RandomStates.listed(event);
    }
  }

  @Override
  public List<String> apply(Arm64Model model) {
    List<String> found = new ArrayList<>();
    CompiledModel compiled = CompiledModel.of(model);
    RandomStates states = new RandomStates(model.id().hashCode(), STATES);
    try (Terms terms = new Terms()) {
      MachineTerms machine = MachineTerms.variables(terms);
      StepInputs in = StepInputs.variables(machine, new StandIn());
      List<Term> inputs = in.terms();
      compiled
          .events()
          .forEach(
              (f, code) ->
                  found.addAll(
                      states.disagreements(
                          model.id() + " " + f, code, inputs, f.outputs(model, in, false))));
      compiled
          .cycle()
          .forEach(
              (f, code) ->
                  found.addAll(
                      states.disagreements(
                          model.id() + " cycle " + f, code, inputs, f.outputs(model, in, true))));
      compiled
          .registers()
          .forEach(
              (f, code) ->
                  found.addAll(
                      states.disagreements(
                          model.id() + " " + f, code, inputs, f.outputs(model, in))));
      CallInputs called = CallInputs.variables(machine);
      compiled
          .calls()
          .forEach(
              (f, code) ->
                  found.addAll(
                      states.disagreements(
                          model.id() + " " + f, code, called.terms(), f.outputs(model, called))));
    }
    return found;
  }
}
