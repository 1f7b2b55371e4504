package pmuoracle.oracle.encoding.x86;

import pmuoracle.oracle.encoding.Components;
import pmuoracle.oracle.encoding.Fired;
import pmuoracle.oracle.encoding.TermRecord;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.X86Model.SelectReserved;
import pmuoracle.spec.x86.X86Rule;

/**
 * After how many events the perf event of a counter reports an overflow. A mediated counter has
 * none: nothing is ever left.
 *
 * @param left 64 bits: events until then; 0 if there is no period, or it has ended
 * @param counted 64 bits: events since the counter was last programmed
 * @param checkpointed whether it was last programmed with IN_TXCP, and so without a period
 */
public record Period(Word left, Word counted, Bool checkpointed) implements TermRecord {
  static Period of(Components c) {
    return new Period(
        c.word("period-left", 64), c.word("period-counted", 64), c.truth("checkpointed"));
  }

  /** That of a counter that does not run. */
  static Period none(Terms terms) {
    return new Period(terms.word(64, 0), terms.word(64, 0), terms.bool(false));
  }

  /** That of a counter of this value, which runs from now on iff the condition holds. */
  static Period programmed(CounterKind kind, Word control, Word value, Bool runs) {
    Bool checkpointed = runs.and(checkpointed(kind, control));
    Word none = value.terms().word(64, 0);
    Word left = runs.and(checkpointed.not()).choose(untilWrap(kind, value), none);
    return new Period(left, none, checkpointed);
  }

  /** X86-PERIOD-CHECKPOINTED. */
  private static Bool checkpointed(CounterKind kind, Word control) {
    Terms terms = control.terms();
    if (!(kind instanceof GeneralPurposeCounter)) {
      return terms.bool(false);
    }
    Setting setting = kind.setting();
    boolean onAmd = setting.model().selectReserved() == SelectReserved.FAULTS;
    return setting
        .machine()
        .intel()
        .or(terms.bool(onAmd))
        .and(control.isClear(EventSelect.IN_TX_CHECKPOINTED).not());
  }

  /** 2^width - value; 0 for the 2^64 that no program reaches. */
  private static Word untilWrap(CounterKind kind, Word value) {
    return kind.setting().machine().counterMask().minus(value).plus(1);
  }

  /** What the write of its value, which has happened, does to the period of the counter. */
  static Change written(CounterKind kind, CounterState counter) {
    MachineTerms machine = kind.setting().machine();
    Period period = counter.period();
    Word value = counter.value();
    Bool armed = counter.running().and(period.checkpointed.not());
    Bool onIntel = armed.and(machine.intel());
    Fired none = Fired.none(armed.terms());
    return switch (kind.setting().model().writtenPeriod()) {
      case OF_VALUE_ON_INTEL ->
          period
              .begun(counter, onIntel, untilWrap(kind, value))
              .because(
                  none.with(X86Rule.PERIOD_OF_VALUE, onIntel)
                      .with(X86Rule.PERIOD_NOT_WRITTEN, armed.and(machine.intel().not())));
      case OF_BASE -> {
        Word base = value.minus(period.counted).and(machine.counterMask());
        yield period
            .begun(counter, armed, untilWrap(kind, base))
            .because(none.with(X86Rule.PERIOD_OF_BASE, armed));
      }
    };
  }

  private Change begun(CounterState counter, Bool condition, Word begins) {
    Period next = new Period(condition.choose(begins, left), counted, checkpointed);
    return Change.to(counter.withPeriod(next));
  }

  /** Whether it ends within so many events. */
  Bool ends(Word events) {
    return left.is(0).not().and(left.atMost(events));
  }

  /** What is left of it after so many events. */
  Period after(Word events) {
    Word none = left.terms().word(64, 0);
    return new Period(
        left.atMost(events).choose(none, left.minus(events)), counted.plus(events), checkpointed);
  }
}
