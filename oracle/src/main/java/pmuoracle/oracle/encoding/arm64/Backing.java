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
 */
public record Backing(Bool exists, Word event, Bool excludesEl0, Bool excludesEl1, Bool running)
    implements TermRecord {

  /** The perf event of these components. */
  public static Backing of(Components c) {
    return new Backing(
        c.truth("backed"),
        c.word("backed-event", 16),
        c.truth("excludes-el0"),
        c.truth("excludes-el1"),
        c.truth("running"));
  }

  static Backing none(Terms terms) {
    Bool no = terms.bool(false);
    return new Backing(no, terms.word(16, 0), no, no, no);
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
            CounterRange.enabled(setting, registers, counter)),
        none(terms));
  }

  /** The same but for what it does at physical EL1. */
  public Backing excludingEl1(Bool to) {
    return new Backing(exists, event, excludesEl0, exists.and(to), running);
  }

  /** True iff it counts the event where the guest is. */
  Bool counts(VcpuRegisters registers, Word what) {
    Bool excluded = registers.is(pmuoracle.spec.arm64.Level.EL0).choose(excludesEl0, excludesEl1);
    return running.and(event.is(what)).and(excluded.not());
  }

  Backing running(Bool to) {
    return new Backing(exists, event, excludesEl0, excludesEl1, exists.and(to));
  }

  static Backing choose(Bool condition, Backing then, Backing otherwise) {
    return TermRecord.choose(condition, then, otherwise, Backing::of);
  }
}
