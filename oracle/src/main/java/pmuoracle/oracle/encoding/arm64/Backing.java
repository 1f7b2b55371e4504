package pmuoracle.oracle.encoding.arm64;

import pmuoracle.oracle.encoding.Components;
import pmuoracle.oracle.encoding.TermRecord;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;

/**
 * The perf event of an emulated counter, as it was when it was created, but for whether it runs.
 *
 * @param exists whether there is one; if not, the rest is 0 and false
 * @param event 16 bits
 * @param excludesEl0 whether it does not count at physical EL0
 * @param excludesEl1 whether it does not count at physical EL1
 * @param running whether it is switched on
 * @param left 64 bits: how many events until it reports an overflow; 0 for never
 * @param counted 64 bits: how many it has counted
 * @param wide whether its period is of a counter that overflows at 64 bits, else at 32
 * @param again whether it has reported an overflow
 */
public record Backing(
    Bool exists,
    Word event,
    Bool excludesEl0,
    Bool excludesEl1,
    Bool running,
    Word left,
    Word counted,
    Bool wide,
    Bool again)
    implements TermRecord {

  /** The perf event of these components. */
  public static Backing of(Components c) {
    return new Backing(
        c.truth("backed"),
        c.word("backed-event", 16),
        c.truth("excludes-el0"),
        c.truth("excludes-el1"),
        c.truth("running"),
        c.word("left", 64),
        c.word("counted", 64),
        c.truth("period-wide"),
        c.truth("again"));
  }

  static Backing none(Terms terms) {
    Bool no = terms.bool(false);
    Word zero = terms.word(64, 0);
    return new Backing(no, terms.word(16, 0), no, no, no, zero, zero, no, no);
  }

  /**
   * What a perf event created now would be: there is one iff the event is neither software
   * increment nor chain and is allowed; ARM-BACKED-AT-WRITE, ARM-DENIED-NO-EVENT.
   */
  public static Backing created(Setting setting, VcpuRegisters registers, CounterState counter) {
    Terms terms = setting.terms();
    Word event = setting.event(counter.type());
    Bool exists = Setting.software(event).not().and(setting.filter().allows(event));
    ExceptionLevels levels = new ExceptionLevels(setting, registers, counter.type());
    return choose(
        exists,
        new Backing(
            terms.bool(true),
            event,
            levels.el0().not(),
            levels.emulatedPhysicalEl1().not(),
            CounterRange.enabled(setting, registers, counter),
            Period.of(setting, registers).from(counter.value()),
            terms.word(64, 0),
            CounterRange.wide(setting, registers),
            terms.bool(false)),
        none(terms));
  }

  /** The same but for what it does at physical EL1. */
  public Backing excludingEl1(Bool to) {
    return new Backing(
        exists, event, excludesEl0, exists.and(to), running, left, counted, wide, again);
  }

  /** True iff it counts the event where the guest is. */
  Bool counts(VcpuRegisters registers, Word what) {
    Bool excluded = registers.is(pmuoracle.spec.arm64.Level.EL0).choose(excludesEl0, excludesEl1);
    return running.and(event.is(what)).and(excluded.not());
  }

  Backing running(Bool to) {
    return new Backing(
        exists, event, excludesEl0, excludesEl1, exists.and(to), left, counted, wide, again);
  }

  /** The same with a period of the counter as it is. */
  Backing withPeriod(Setting setting, VcpuRegisters registers, CounterState counter) {
    return counting(
        Period.of(setting, registers).from(counter.value()),
        setting.terms().word(64, 0),
        CounterRange.wide(setting, registers),
        setting.terms().bool(false));
  }

  /** The same with the period of that one. */
  Backing withPeriodOf(Backing that) {
    return new Backing(
        exists,
        event,
        excludesEl0,
        excludesEl1,
        running,
        that.left,
        that.counted,
        that.wide,
        that.again);
  }

  /** The same once it has counted. */
  Backing counting(Word remaining, Word total, Bool isWide, Bool reported) {
    return new Backing(
        exists, event, excludesEl0, excludesEl1, running, remaining, total, isWide, reported);
  }

  /** True iff they count the same, whenever they report it. */
  public Bool counts(Backing that) {
    return is(that.withPeriodOf(this));
  }

  static Backing choose(Bool condition, Backing then, Backing otherwise) {
    return TermRecord.choose(condition, then, otherwise, Backing::of);
  }
}
