package pmuoracle.oracle.encoding.arm64;

import pmuoracle.oracle.encoding.Fired;
import pmuoracle.oracle.encoding.TermRecord;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.arm64.Arm64Rule;

/**
 * The filter of a virtual machine.
 *
 * @param present whether a call was ever accepted
 * @param ruling what the calls say, if there are any
 */
public record FilterTerms(Bool present, Ruling ruling) implements TermRecord {

  /** True iff there is no filter, or its calls allow the event; ARM-NO-FILTER-ALLOWS. */
  public Bool allows(Word event) {
    return present.implies(ruling.allows(event));
  }

  /** Why {@link #allows} answers what it does. */
  Fired why(Word event) {
    Bool covered = ruling.covers(event);
    return Fired.none(present.terms())
        .with(Arm64Rule.NO_FILTER_ALLOWS, present.not())
        .with(Arm64Rule.LAST_RANGE_DECIDES, present.and(covered))
        .with(Arm64Rule.DEFAULT_DECIDES, present.and(covered.not()));
  }
}
