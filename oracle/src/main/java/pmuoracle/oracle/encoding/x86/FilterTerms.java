package pmuoracle.oracle.encoding.x86;

import pmuoracle.oracle.encoding.Components;
import pmuoracle.oracle.encoding.TermRecord;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;

/**
 * The accepted filter, if any.
 *
 * @param present whether a request was ever accepted
 * @param action 32 bits
 * @param bitmap 32 bits
 * @param listing whether an event select names a listed event
 */
public record FilterTerms(Bool present, Word action, Word bitmap, Listing listing)
    implements TermRecord {
  /** How many terms {@link #terms} lists. */
  public static final int SIZE = 3;

  /** A filter nothing is known of but what it lists. */
  public static FilterTerms variables(Terms terms, Listing listing) {
    return of(Components.variables(terms), listing);
  }

  /** The filter of these components. */
  public static FilterTerms of(Components c, Listing listing) {
    return new FilterTerms(c.truth("filter?"), c.word("action", 32), c.word("bitmap", 32), listing);
  }
}
