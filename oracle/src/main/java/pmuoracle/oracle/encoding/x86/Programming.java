package pmuoracle.oracle.encoding.x86;

import pmuoracle.oracle.encoding.Fired;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Rule;

/** What programming a counter does, and when it happens. */
final class Programming {
  private final CounterKind kind;
  private final VcpuRegisters registers;
  private final CounterState counter;
  private final Word control;
  private final Bool locally;
  private final Bool passes;
  private final Bool gated;
  private final VerdictTerms verdict;

  private Programming(CounterKind kind, VcpuRegisters registers, CounterState counter) {
    this.kind = kind;
    this.registers = registers;
    this.counter = counter;
    control = kind.control(registers, counter);
    locally = kind.locally(registers, control);
    verdict = kind.verdict(control);
    gated = kind.gated(control);
    passes = verdict.allowed().and(gated.not());
  }

  /** The counter programmed under these registers, in whichever way the machine has. */
  static Change of(CounterKind kind, VcpuRegisters registers, CounterState counter) {
    Programming programming = new Programming(kind, registers, counter);
    Bool mediated = kind.setting().machine().mediated();
    if (kind.setting().model().mediated() == X86Model.Mediated.ABSENT) {
      return programming.perfBacked();
    }
    Change shadow = programming.mediated();
    Change perf = programming.perfBacked();
    Fired none = Fired.none(mediated.terms());
    return Change.to(CounterState.choose(mediated, shadow.next(), perf.next()))
        .because(none.with(shadow.fired(), mediated).with(perf.fired(), mediated.not()));
  }

  /** As {@link #of} now, or pending until the next entry, where the condition holds. */
  static Change due(
      CounterKind kind, VcpuRegisters registers, CounterState counter, Bool condition) {
    Fired none = Fired.none(condition.terms());
    return switch (kind.setting().model().programming()) {
      case AT_ONCE ->
          of(kind, registers, counter)
              .when(condition, counter)
              .because(none.with(X86Rule.WRITE_PROGRAMS_AT_ONCE, condition));
      case AT_ENTRY ->
          Change.to(counter.withPending(counter.pending().or(condition)))
              .because(none.with(X86Rule.WRITE_PROGRAMS_AT_ENTRY, condition));
    };
  }

  /**
   * Folds the side count and runs iff enabled, allowed and available; what runs waits for nothing
   * and begins a period.
   */
  private Change perfBacked() {
    Bool enabled = kind.globally(registers).and(locally);
    Bool runs = enabled.and(passes);
    Word folded = counter.read(kind.setting().machine());
    Bool wrapped = folded.below(counter.value());
    Word key = kind.key(control);
    Word counted = kind.generic(control).choose(key.and(0xffff), key);
    CounterState.Programmed latest =
        new CounterState.Programmed(counted, kind.user(control), kind.os(control));
    Period period = Period.programmed(kind, control, folded, runs);
    CounterState next =
        counter
            .withValue(folded)
            .withPeriod(period)
            .withSide(folded.terms().word(64, 0))
            .withRunning(runs, CounterState.Programmed.choose(runs, latest, counter.programmed()))
            .withStatus(counter.status().or(wrapped.and(runs)))
            .withPending(counter.pending().and(runs.not()));
    Fired fired =
        decided(enabled)
            .with(X86Rule.OVERFLOW_SETS_STATUS, wrapped.and(runs))
            .with(X86Rule.OVERFLOW_LOST, wrapped.and(runs.not()))
            .with(X86Rule.PERIOD_PROGRAMMED, runs.and(period.checkpointed().not()))
            .with(X86Rule.PERIOD_CHECKPOINTED, period.checkpointed());
    return Change.to(next).because(fired);
  }

  /** The shadow gets the guest's enable bits iff locally enabled, allowed and available. */
  private Change mediated() {
    Word shadow = locally.and(passes).choose(control, kind.disabled(control));
    Terms terms = shadow.terms();
    Fired fired = decided(locally).with(X86Rule.MEDIATED_SHADOW, terms.bool(true));
    if (kind instanceof GeneralPurposeCounter general) {
      fired =
          fired.with(
              X86Rule.MEDIATED_HOST_GUEST,
              kind.setting().hostGuestOnly().and(general.levelled(control)));
    }
    return Change.to(counter.withShadow(shadow)).because(fired);
  }

  private Fired decided(Bool enabled) {
    return Fired.none(enabled.terms())
        .with(X86Rule.PROGRAM_DISABLED, enabled.not())
        .with(X86Rule.PROGRAM_DENIED, enabled.and(verdict.allowed().not()))
        .with(X86Rule.PROGRAM_GATED, enabled.and(verdict.allowed()).and(gated))
        .with(X86Rule.PROGRAM_RUNS, enabled.and(passes))
        .with(verdict.fired(), enabled);
  }
}
