package pmuoracle.oracle.encoding.arm64;

import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Word;

/** What accepted calls, at least one, say of an event of 16 bits. */
public interface Ruling {
  /** True iff the event is allowed. */
  Bool allows(Word event);

  /** True iff the range of some call contains the event. */
  Bool covers(Word event);
}
