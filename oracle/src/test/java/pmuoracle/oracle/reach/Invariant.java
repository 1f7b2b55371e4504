package pmuoracle.oracle.reach;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import pmuoracle.oracle.smt.Answer;
import pmuoracle.oracle.smt.Assignment;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Question;
import pmuoracle.oracle.smt.Terms;

/**
 * The guesses that every state of every program satisfies.
 *
 * @param names the guesses that no transition breaks if they all hold before it
 */
public record Invariant(Set<String> names) {

  /** The strongest of what the transitions' guesses say. */
  public static Invariant of(Terms terms, List<Transition> transitions) {
    Set<String> names = new TreeSet<>();
    transitions.forEach(t -> names.addAll(t.after().keySet()));
    Invariant kept = new Invariant(names);
    boolean dropped = true;
    while (dropped) {
      dropped = false;
      for (Transition transition : transitions) {
        dropped |= kept.isBroken(terms, transition);
      }
    }
    return kept;
  }

  /** True iff all that is kept holds before the transition. */
  Bool before(Terms terms, Transition transition) {
    return terms.all(transition.possible(), terms.all(kept(transition.before())));
  }

  /** Whether the transition breaks some guesses; those are dropped. */
  private boolean isBroken(Terms terms, Transition transition) {
    boolean broken = false;
    while (true) {
      Answer answer =
          new Question(terms)
              .given(before(terms, transition))
              .given(terms.all(kept(transition.after())).not())
              .answer();
      if (answer instanceof Answer.Unsat) {
        return broken;
      }
      Assignment values = assignment(transition.title(), answer);
      names.removeIf(
          n -> transition.after().containsKey(n) && !values.value(transition.after().get(n)));
      broken = true;
    }
  }

  private List<Bool> kept(Map<String, Bool> guesses) {
    List<Bool> all = new ArrayList<>();
    names.stream().filter(guesses::containsKey).forEach(n -> all.add(guesses.get(n)));
    return all;
  }

  /** The solver's witness; it is an error of ours if it does not know. */
  static Assignment assignment(String title, Answer answer) {
    if (answer instanceof Answer.Sat sat) {
      return sat.assignment();
    }
    throw new AssertionError(title + ": the solver answers " + answer + "; expected sat or unsat");
  }
}
