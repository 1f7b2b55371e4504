package pmuoracle.oracle.symbolic;

import pmuoracle.oracle.smt.Bool;
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

  /** The same, observed only if this holds too. */
  public Cell given(Bool condition) {
    return new Cell(what, when.and(condition), value, known);
  }
}
