package pmuoracle.oracle.encoding.x86;

import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.X86Model.SelectReserved;

/** The bits of a register that a guest's write can set; all others are reserved. */
public final class WritableBits {
  /** Intel's, and AMD's up to v5.15. */
  private static final long NARROW = 0xffff_ffffL & ~EventSelect.ANY_THREAD;

  private static final long WIDE =
      (NARROW | EventSelect.SELECT_HIGH) & ~EventSelect.PIN_CONTROL;
  private static final long LEVELS = EventSelect.GUEST_ONLY | EventSelect.HOST_ONLY;

  /** On Intel these do nothing when status is cleared; elsewhere they are reserved. */
  private static final long STATUS_ONLY = 3L << 62;

  private WritableBits() {}

  /** Of the counter's event select. */
  public static Word eventSelect(Setting setting) {
    Terms terms = setting.terms();
    MachineTerms machine = setting.machine();
    Bool checkpointed =
        terms.bool(setting.model().checkpointedEverywhere()).or(setting.index().is(2));
    Word zero = terms.word(64, 0);
    Word transactional =
        checkpointed.choose(
            terms.word(64, EventSelect.IN_TX | EventSelect.IN_TX_CHECKPOINTED),
            terms.word(64, EventSelect.IN_TX));
    Word onIntel = machine.txWritable().choose(transactional, zero).or(NARROW);
    boolean narrow = setting.model().selectReserved() == SelectReserved.WIDE_FAULTS;
    Word onAmd =
        setting.hostGuestOnly().choose(terms.word(64, LEVELS), zero).or(narrow ? NARROW : WIDE);
    return machine.intel().choose(onIntel, onAmd);
  }

  /** Of the register that clears status. */
  static Word statusClear(MachineTerms machine) {
    return machine.globalBits().or(machine.byVendor(STATUS_ONLY, 0));
  }
}
