package pmuoracle.oracle.reach;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.oracle.RuleSet;
import pmuoracle.oracle.smt.Answer;
import pmuoracle.oracle.smt.Assignment;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Question;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;

/** Which rules some transition fires in a state that satisfies the invariant; the others cannot. */
public final class PossibleRules {
  private final Terms terms;
  private final Invariant invariant;

  /** The places found so far, as {@link Transition#fired} has them. */
  private final long[] found;

  private PossibleRules(Terms terms, List<Transition> transitions) {
    this.terms = terms;
    found = new long[transitions.stream().mapToInt(t -> t.fired().size()).max().orElse(0)];
    invariant = Invariant.of(terms, transitions);
  }

  /** Every rule that perhaps can take part; every other one cannot. */
  public static RuleSet of(Terms terms, List<Transition> transitions) {
    PossibleRules rules = new PossibleRules(terms, transitions);
    for (Transition transition : transitions) {
      rules.look(transition);
    }
    RuleSet possible = new RuleSet();
    possible.addWords(rules.found, 0, rules.found.length);
    return possible;
  }

  /** Looks for states in which the transition fires a rule that is not found yet, until none is. */
  private void look(Transition transition) {
    while (true) {
      Answer answer =
          new Question(terms)
              .given(invariant.before(terms, transition))
              .given(firesMore(transition))
              .answer();
      if (answer instanceof Answer.Unsat) {
        return;
      }
      Assignment values = Invariant.assignment(transition.title(), answer);
      for (int i = 0; i < transition.fired().size(); i++) {
        found[i] |= values.value(transition.fired().get(i));
      }
    }
  }

  private Bool firesMore(Transition transition) {
    List<Bool> more = new ArrayList<>();
    for (int i = 0; i < transition.fired().size(); i++) {
      Word fired = transition.fired().get(i);
      more.add(fired.isClear(~found[i]).not());
    }
    return terms.any(more);
  }
}
