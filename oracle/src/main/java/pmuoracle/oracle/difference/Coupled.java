package pmuoracle.oracle.difference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;

/** The components of two coupled states, as terms. */
public final class Coupled {
  private Coupled() {}

  /**
   * The other state's components: those in the coupling are the one state's, all others free.
   *
   * @param names of the components
   */
  public static List<Term> other(
      Terms terms, Coupling coupling, List<String> names, List<Term> one) {
    List<Term> other = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Term own = one.get(i);
      String free = "other " + names.get(i);
      other.add(
          coupling.components().contains(names.get(i))
              ? own
              : own instanceof Word word
                  ? terms.variable(free, word.width())
                  : terms.variable(free));
    }
    return other;
  }

  /** For each component in the coupling, whether it is the same in both. */
  public static Map<String, Bool> same(
      Coupling coupling, List<String> names, List<Term> one, List<Term> other) {
    Map<String, Bool> same = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      if (coupling.components().contains(names.get(i))) {
        same.put(names.get(i), same(one.get(i), other.get(i)));
      }
    }
    return same;
  }

  private static Bool same(Term one, Term other) {
    return one instanceof Word word ? word.is((Word) other) : ((Bool) one).iff((Bool) other);
  }
}
