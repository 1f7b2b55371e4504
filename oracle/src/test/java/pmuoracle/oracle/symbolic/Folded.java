package pmuoracle.oracle.symbolic;

import java.util.List;
import pmuoracle.oracle.smt.Binding;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Word;

/** States whose terms are values. */
public final class Folded {
  private Folded() {}

  /** The state with the values its terms have; what its filter says stays. */
  public static <Q> State<Q> state(State<Q> state) {
    List<Term> values = state.components().stream().map(Folded::term).toList();
    return state.with(values);
  }

  private static Term term(Term term) {
    Binding values = new Binding(term.terms());
    return term instanceof Word word
        ? word.terms().word(word.width(), values.value(word))
        : term.terms().bool(values.value((Bool) term));
  }
}
