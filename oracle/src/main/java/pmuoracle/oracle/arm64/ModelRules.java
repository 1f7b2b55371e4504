package pmuoracle.oracle.arm64;

import java.util.List;
import pmuoracle.oracle.RuleSet;
import pmuoracle.oracle.encoding.arm64.MachineTerms;
import pmuoracle.oracle.encoding.arm64.Ruling;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.Rule;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Rule;

/** The rules whose conditions can hold under a model. */
final class ModelRules {
  private ModelRules() {}

  static List<Rule> of(Arm64Model model) {
    RuleSet rules = new RuleSet();
    rules.add(Arm64Rule.NOT_RUN);
    try (Terms terms = new Terms()) {
      MachineTerms machine = MachineTerms.variables(terms);
      StepInputs in = StepInputs.variables(machine, Ruling.any(terms, "filter"));
      for (CounterFunction function : CounterFunction.values()) {
        add(rules, function.outputs(model, in, false), CounterFunction.FIRED);
        add(rules, function.outputs(model, in, true), CounterFunction.FIRED);
      }
      for (RegisterFunction function : RegisterFunction.values()) {
        add(rules, function.outputs(model, in), RegisterFunction.FIRED);
      }
      CallInputs called = CallInputs.variables(machine);
      for (CallFunction function : CallFunction.values()) {
        add(rules, function.outputs(model, called), CallFunction.FIRED);
      }
    }
    return rules.of(List.of(Arm64Rule.values()));
  }

  private static void add(RuleSet rules, List<Term> outputs, int place) {
    rules.addBits(
        ((Word) outputs.get(place)).possibleBits(), ((Word) outputs.get(place + 1)).possibleBits());
  }
}
