package pmuoracle.oracle.step.x86;

import pmuoracle.oracle.encoding.Components;
import pmuoracle.oracle.encoding.TermRecord;
import pmuoracle.oracle.encoding.x86.Acceptance;
import pmuoracle.oracle.encoding.x86.FilterTerms;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Word;

/**
 * What a call reads, as terms and as places of an array.
 *
 * @param filter the one in force, without what it lists
 * @param unsettled whether the sources leave open what that is
 * @param bitmap 32 bits, of the request
 * @param open whether the sources leave open what the request's list means
 */
record CallInputs(
    MachineTerms machine,
    FilterTerms filter,
    Bool unsettled,
    Acceptance.Request request,
    Word bitmap,
    Bool open)
    implements TermRecord {
  static final int REQUEST = MachineTerms.SIZE + FilterTerms.SIZE + 1;

  /** Whether a claimed entry has a reserved bit. */
  static final int RESERVED = REQUEST + Acceptance.Request.SIZE - 1;

  static final int BITMAP = RESERVED + 1;
  static final int OPEN = BITMAP + 1;
  static final int SIZE = OPEN + 1;

  static CallInputs of(Components c) {
    MachineTerms machine = MachineTerms.of(c);
    return new CallInputs(
        machine,
        FilterTerms.of(c, event -> machine.world().bool(false)),
        c.truth("unsettled"),
        Acceptance.Request.of(c),
        c.word("request-bitmap", 32),
        c.truth("open"));
  }
}
