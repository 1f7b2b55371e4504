package pmuoracle.oracle.step.arm64;

import pmuoracle.oracle.encoding.Components;
import pmuoracle.oracle.encoding.TermRecord;
import pmuoracle.oracle.encoding.arm64.Acceptance;
import pmuoracle.oracle.encoding.arm64.MachineTerms;
import pmuoracle.oracle.encoding.arm64.VmState;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.arm64.FilterRequest;

/**
 * What any call reads, as variables and as places of an array.
 *
 * @param number the PMU to select
 * @param interrupt whether the virtual CPU's interrupt was set
 */
record CallInputs(
    MachineTerms machine, VmState vm, Acceptance.Request request, Word number, Bool interrupt)
    implements TermRecord {
  static final int VM = MachineTerms.SIZE;
  static final int REQUEST = VM + VmState.SIZE;
  static final int NUMBER = REQUEST + Acceptance.Request.SIZE;
  static final int INTERRUPT = NUMBER + 1;
  static final int SIZE = INTERRUPT + 1;

  static CallInputs of(Components c) {
    return new CallInputs(
        MachineTerms.of(c),
        VmState.of(c),
        Acceptance.Request.of(c),
        c.word("number", 64),
        c.truth("interrupt"));
  }

  /** Writes the request where its terms are. */
  static void write(FilterRequest request, long[] into) {
    into[REQUEST] = request.group();
    into[REQUEST + 1] = request.attribute();
    into[REQUEST + 2] = request.base();
    into[REQUEST + 3] = request.nevents();
    into[REQUEST + 4] = request.action();
    into[REQUEST + 5] = request.pad() == 0 ? 0 : 1;
    into[REQUEST + 6] = request.readable();
    into[REQUEST + 7] = request.memory() ? 1 : 0;
  }
}
