package pmuoracle.oracle.encoding.x86;

import pmuoracle.oracle.encoding.Components;
import pmuoracle.oracle.encoding.TermRecord;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;

/**
 * The state of one counter of either kind.
 *
 * @param select 64 bits: a general-purpose counter's event select; a fixed counter has none, 0
 * @param value 64 bits, within the machine's counter width
 * @param side 64 bits: counted by KVM and not yet folded into the value
 * @param running whether a perf-backed counter counts
 * @param programmed the last programming and its privileges
 * @param pending whether the next entry programs it
 * @param shadow 64 bits: a mediated counter's control as KVM would load it, an event select or a
 *     nibble
 * @param loaded 64 bits: what the last entry loaded of it
 * @param status its bit of global status
 * @param period of a perf-backed counter; a mediated one has none
 */
public record CounterState(
    Word select,
    Word value,
    Word side,
    Bool running,
    Programmed programmed,
    Bool pending,
    Word shadow,
    Word loaded,
    Bool status,
    Period period)
    implements TermRecord {
  /** How many terms {@link #terms} lists. */
  public static final int SIZE = 14;

  /** The places of components in {@link #terms}. */
  public static final int SELECT = 0;

  public static final int VALUE = 1;
  public static final int SIDE = 2;
  public static final int PENDING = 7;
  public static final int STATUS = 10;

  /**
   * What a perf-backed counter was last allowed to count.
   *
   * @param key 64 bits: the key of the event that perf counts
   */
  public record Programmed(Word key, Bool user, Bool os) implements TermRecord {
    static Programmed of(Components c) {
      return new Programmed(
          c.word("programmed-key", 64), c.truth("programmed-user"), c.truth("programmed-os"));
    }

    static Programmed choose(Bool condition, Programmed then, Programmed otherwise) {
      return of(Components.of(TermRecord.choose(condition, then.terms(), otherwise.terms())));
    }
  }

  /** The counter of these components. */
  public static CounterState of(Components c) {
    return new CounterState(
        c.word("select", 64),
        c.word("value", 64),
        c.word("side", 64),
        c.truth("running"),
        Programmed.of(c),
        c.truth("pending"),
        c.word("shadow", 64),
        c.word("loaded", 64),
        c.truth("status"),
        Period.of(c));
  }

  /** A counter after a reset, and before the first step: everything 0. */
  public static CounterState zero(Terms terms) {
    Word zero = terms.word(64, 0);
    Bool no = terms.bool(false);
    Programmed never = new Programmed(zero, no, no);
    Period none = Period.none(terms);
    return new CounterState(zero, zero, zero, no, never, no, zero, zero, no, none);
  }

  /** True iff the value is within the width: holds before the first step, and kept by all. */
  public Bool wellFormed(MachineTerms machine) {
    return value.atMost(machine.counterMask());
  }

  /** What a read returns: the value and what was counted on the side, within the width. */
  public Word read(MachineTerms machine) {
    return value.plus(side).and(machine.counterMask());
  }

  /** The same counter with another event select. */
  public CounterState withSelect(Word to) {
    return new CounterState(
        to, value, side, running, programmed, pending, shadow, loaded, status, period);
  }

  CounterState withValue(Word to) {
    return new CounterState(
        select, to, side, running, programmed, pending, shadow, loaded, status, period);
  }

  CounterState withSide(Word to) {
    return new CounterState(
        select, value, to, running, programmed, pending, shadow, loaded, status, period);
  }

  CounterState withRunning(Bool to, Programmed as) {
    return new CounterState(select, value, side, to, as, pending, shadow, loaded, status, period);
  }

  /** The same counter, pending or not. */
  public CounterState withPending(Bool to) {
    return new CounterState(
        select, value, side, running, programmed, to, shadow, loaded, status, period);
  }

  CounterState withShadow(Word to) {
    return new CounterState(
        select, value, side, running, programmed, pending, to, loaded, status, period);
  }

  CounterState withLoaded(Word to) {
    return new CounterState(
        select, value, side, running, programmed, pending, shadow, to, status, period);
  }

  CounterState withStatus(Bool to) {
    return new CounterState(
        select, value, side, running, programmed, pending, shadow, loaded, to, period);
  }

  CounterState withPeriod(Period to) {
    return new CounterState(
        select, value, side, running, programmed, pending, shadow, loaded, status, to);
  }

  /** The first where the condition holds, else the second. */
  public static CounterState choose(Bool condition, CounterState then, CounterState otherwise) {
    return of(Components.of(TermRecord.choose(condition, then.terms(), otherwise.terms())));
  }
}
