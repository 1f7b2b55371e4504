package pmuoracle.oracle.symbolic;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.Observation;

/**
 * What may be observed after one symbolic step.
 *
 * @param what as the concrete step's observation is called; of an x86 read of global status only
 *     the bit of the program's counter is told, of arm64's bitmap registers likewise
 * @param when whether the step is one of which this is observed
 * @param value 64 bits
 * @param known whether the model settles it
 */
public record Cell(Observation what, Bool when, Word value, Bool known) {

  /** True iff this is observed, both models settle it, and their answers are not the same. */
  public Bool differs(Cell that) {
    return when.and(known).and(that.known).and(value.is(that.value).not());
  }

  /** True iff somewhere a cell of these kinds differs; both lists are of one step. */
  public static Bool differ(
      Terms terms, List<Cell> one, List<Cell> other, Set<Observation.Kind> kinds) {
    List<Bool> some = new ArrayList<>();
    for (int i = 0; i < one.size(); i++) {
      if (kinds.contains(one.get(i).what().kind())) {
        some.add(one.get(i).differs(other.get(i)));
      }
    }
    return terms.any(some);
  }

  /** True iff a call of the step succeeds in both or in neither; both lists are of one step. */
  public static Bool succeedAlike(Terms terms, List<Cell> one, List<Cell> other) {
    List<Bool> all = new ArrayList<>();
    for (int i = 0; i < one.size(); i++) {
      if (one.get(i).what().kind() == Observation.Kind.ERRNO) {
        Bool alike = one.get(i).value().is(0).iff(other.get(i).value().is(0));
        all.add(one.get(i).when().implies(alike));
      }
    }
    return terms.all(all);
  }

  /** The same, observed only if this holds too. */
  public Cell given(Bool condition) {
    return new Cell(what, when.and(condition), value, known);
  }
}
