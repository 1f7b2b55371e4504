package pmuoracle.oracle.reach;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Word;

/**
 * What is guessed of parts of a state: a word is 0, a truth value is false, or it is true; each on
 * every machine, on those with a certain fact, and on those without it.
 *
 * @param facts the truth values of the machine
 */
public record Guesses(List<Bool> facts) {
  public Guesses {
    facts = List.copyOf(facts);
  }

  /** The guesses of these components, by name; equal parts and places give equal names. */
  public Map<String, Bool> of(String part, List<? extends Term> components) {
    Map<String, Bool> guesses = new LinkedHashMap<>();
    for (int i = 0; i < components.size(); i++) {
      String name = part + " " + i;
      if (components.get(i) instanceof Word word) {
        add(guesses, name + " is 0", word.is(0));
      } else {
        Bool truth = (Bool) components.get(i);
        add(guesses, name + " is false", truth.not());
        add(guesses, name + " is true", truth);
      }
    }
    return guesses;
  }

  private void add(Map<String, Bool> guesses, String name, Bool holds) {
    guesses.put(name, holds);
    for (int i = 0; i < facts.size(); i++) {
      guesses.put(name + " if fact " + i, facts.get(i).implies(holds));
      guesses.put(name + " unless fact " + i, facts.get(i).or(holds));
    }
  }

  /** Guesses of several parts, or of one part at several moments. */
  @SafeVarargs
  public static Map<String, Bool> all(Map<String, Bool>... parts) {
    Map<String, Bool> all = new LinkedHashMap<>();
    for (Map<String, Bool> part : parts) {
      part.forEach((name, holds) -> all.merge(name, holds, Bool::and));
    }
    return all;
  }
}
