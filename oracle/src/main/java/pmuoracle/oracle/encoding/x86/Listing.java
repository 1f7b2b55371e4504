package pmuoracle.oracle.encoding.x86;

import pmuoracle.oracle.encoding.Fired;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Word;

/** Whether an event select names a listed event. */
@FunctionalInterface
public interface Listing {
  /**
   * True iff the event is listed.
   *
   * @param eventSelect 64 bits
   */
  Bool of(Word eventSelect);

  /** The rules of entries that decide it, where somebody asks for them. */
  default Fired fired(Word eventSelect) {
    return Fired.none(eventSelect.terms());
  }
}
