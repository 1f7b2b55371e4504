package pmuoracle.oracle.x86;

import java.util.List;
import pmuoracle.oracle.RuleSet;
import pmuoracle.oracle.encoding.x86.Acceptance;
import pmuoracle.oracle.encoding.x86.ListedRules;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.Rule;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Rule;

/** The rules whose conditions can hold under a model. */
final class ModelRules {
  private ModelRules() {}

  static List<Rule> of(X86Model model) {
    RuleSet rules = new RuleSet();
    rules.add(X86Rule.READ_AS_WRITTEN);
    try (Terms terms = new Terms()) {
      MachineTerms machine = MachineTerms.variables(terms);
      StepInputs in = StepInputs.variables(machine, terms.predicate("listed", 64)::of);
      for (CounterFunction function : CounterFunction.values()) {
        add(rules, function.outputs(model, in, false), CounterFunction.FIRED);
        if (function != CounterFunction.SELECT_WRITTEN) {
          add(rules, function.outputs(model, in, true), CounterFunction.FIRED);
        }
      }
      for (RegisterFunction function : RegisterFunction.values()) {
        add(rules, function.outputs(model, in), RegisterFunction.FIRED);
      }
      Acceptance.Request request = Acceptance.Request.variables(terms);
      rules.addBits(Acceptance.of(model, machine, request).fired().bits().possibleBits(), 0);
      rules.addBits(
          ListedRules.of(
                  model.matching(),
                  terms.variable("masked"),
                  terms.variable("some-includes"),
                  terms.variable("some-excludes"),
                  terms.variable("some-dropped"))
              .bits()
              .possibleBits(),
          0);
    }
    return rules.of(List.of(X86Rule.values()));
  }

  private static void add(RuleSet rules, List<Term> outputs, int place) {
    rules.addBits(((Word) outputs.get(place)).possibleBits(), 0);
  }
}
