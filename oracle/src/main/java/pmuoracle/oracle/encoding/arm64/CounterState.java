package pmuoracle.oracle.encoding.arm64;

import pmuoracle.oracle.encoding.Components;
import pmuoracle.oracle.encoding.TermRecord;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;

/**
 * The state of one event counter or of the cycle counter.
 *
 * @param type 64 bits: its type register as the guest sees it
 * @param value 64 bits
 * @param enabled its bit of PMCNTENSET
 * @param overflowed its bit of PMOVSSET
 * @param backing its perf event, in emulated models
 * @param hardware 64 bits: its hardware type register, in models that give the guest counters
 * @param unsettled whether a type write is not yet loaded, and what that means is not settled
 * @param lost whether it may have counted meanwhile
 */
public record CounterState(
    Word type,
    Word value,
    Bool enabled,
    Bool overflowed,
    Backing backing,
    Word hardware,
    Bool unsettled,
    Bool lost)
    implements TermRecord {
  /** How many terms {@link #terms} lists. */
  public static final int SIZE = 16;

  /** The places of components in {@link #terms}. */
  public static final int TYPE = 0;

  public static final int ENABLED = 2;
  public static final int BACKED = 4;
  public static final int BACKED_EVENT = 5;
  public static final int EXCLUDES_EL0 = 6;
  public static final int EXCLUDES_EL1 = 7;
  public static final int RUNNING = 8;
  public static final int HARDWARE = 13;

  /** The counter of these components. */
  public static CounterState of(Components c) {
    return new CounterState(
        c.word("type", 64),
        c.word("value", 64),
        c.truth("enabled"),
        c.truth("overflowed"),
        Backing.of(c),
        c.word("hardware", 64),
        c.truth("unsettled"),
        c.truth("lost"));
  }

  /** A new counter. */
  public static CounterState zero(Terms terms) {
    Bool no = terms.bool(false);
    Word zero = terms.word(64, 0);
    return new CounterState(zero, zero, no, no, Backing.none(terms), zero, no, no);
  }

  CounterState withType(Word to) {
    return new CounterState(to, value, enabled, overflowed, backing, hardware, unsettled, lost);
  }

  CounterState withValue(Word to) {
    return new CounterState(type, to, enabled, overflowed, backing, hardware, unsettled, lost);
  }

  CounterState withEnabled(Bool to) {
    return new CounterState(type, value, to, overflowed, backing, hardware, unsettled, lost);
  }

  CounterState withOverflowed(Bool to) {
    return new CounterState(type, value, enabled, to, backing, hardware, unsettled, lost);
  }

  CounterState withBacking(Backing to) {
    return new CounterState(type, value, enabled, overflowed, to, hardware, unsettled, lost);
  }

  CounterState withHardware(Word to) {
    return new CounterState(type, value, enabled, overflowed, backing, to, unsettled, lost);
  }

  CounterState withUnsettled(Bool now, Bool forGood) {
    return new CounterState(type, value, enabled, overflowed, backing, hardware, now, forGood);
  }

  /** The first if the condition is true, else the second. */
  public static CounterState choose(Bool condition, CounterState then, CounterState otherwise) {
    return TermRecord.choose(condition, then, otherwise, CounterState::of);
  }
}
