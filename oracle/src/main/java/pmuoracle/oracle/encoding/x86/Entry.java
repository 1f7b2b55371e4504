package pmuoracle.oracle.encoding.x86;

import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.MaskedEntry;
import pmuoracle.spec.x86.X86Model.Matching;

/** What one entry, a word of 64 bits, says of one event select. */
public final class Entry {
  private Entry() {}

  /**
   * True iff the entry has a bit outside the masked fields of this vendor; see
   * X86-SET-MASKED-RESERVED.
   */
  public static Bool reserved(MachineTerms machine, Word entry) {
    Word fields = machine.keyMask().or(MaskedEntry.MATCH | MaskedEntry.EXCLUDE | MaskedEntry.MASK);
    return entry.and(fields.not()).is(0).not();
  }

  /** True iff the entry is an exclude entry. */
  public static Bool excludes(Word entry) {
    return entry.isClear(MaskedEntry.EXCLUDE).not();
  }

  /**
   * True iff the entry's select is the event's and the event's unit mask, under the entry's mask,
   * equals its match; see X86-ENTRY-INCLUDES.
   */
  public static Bool covers(MachineTerms machine, Word entry, Word eventSelect) {
    Word unitMask = eventSelect.bits(15, 8);
    return entry
        .and(MaskedEntry.SELECT)
        .is(eventSelect.and(machine.selectMask()))
        .and(unitMask.and(entry.bits(63, 56)).is(entry.bits(15, 8)));
  }

  /** True iff a raw entry has a bit that names no event of this vendor; see X86-ENTRY-DROPPED. */
  public static Bool dropped(MachineTerms machine, Word entry) {
    return entry.and(machine.keyMask().not()).is(0).not();
  }

  /** True iff the entry is the event's own select and unit mask; see X86-ENTRY-EXACT. */
  public static Bool exact(MachineTerms machine, Word entry, Word eventSelect) {
    return entry.is(eventSelect.and(machine.keyMask()));
  }

  /** True iff the entry is the event's 12-bit select and unit mask; see X86-ENTRY-EQUALS. */
  public static Bool equal(Word entry, Word eventSelect) {
    return entry.is(eventSelect.and(EventSelect.RAW_EVENT_NB));
  }

  /** True iff the low 16 bits agree; see X86-ENTRY-LOW-BITS. */
  public static Bool low16(Word entry, Word eventSelect) {
    return entry.bits(15, 0).is(eventSelect.bits(15, 0));
  }

  /** True iff the model's sources do not settle what a list with this entry means. */
  public static Bool unsettled(Matching matching, Word entry) {
    return switch (matching) {
      case LOW16 -> entry.isClear(~EventSelect.RAW_EVENT_NB).not();
      case EQUAL, MASKED -> entry.terms().bool(false);
    };
  }

  /** True iff the entry lists the event, exclude entries aside. */
  public static Bool includes(
      Matching matching, MachineTerms machine, Bool masked, Word entry, Word eventSelect) {
    return switch (matching) {
      case EQUAL -> equal(entry, eventSelect);
      case LOW16 -> low16(entry, eventSelect);
      case MASKED ->
          masked.choose(
              excludes(entry).not().and(covers(machine, entry, eventSelect)),
              exact(machine, entry, eventSelect));
    };
  }

  /** True iff the entry keeps the event from being listed. */
  public static Bool excludes(
      Matching matching, MachineTerms machine, Bool masked, Word entry, Word eventSelect) {
    return switch (matching) {
      case EQUAL, LOW16 -> entry.terms().bool(false);
      case MASKED -> masked.and(excludes(entry)).and(covers(machine, entry, eventSelect));
    };
  }
}
