package pmuoracle.oracle.encoding.x86;

import pmuoracle.oracle.encoding.Fired;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.x86.X86Model.EmulatedCounting;
import pmuoracle.spec.x86.X86Rule;

/** By how much a counter advances, and what an overflow does. */
final class Counting {
  private Counting() {}

  /**
   * The hardware event occurs: the counter advances iff it runs with that event and privilege.
   *
   * @param event 64 bits: a filter key
   * @param times 64 bits, of which 32
   * @param user user privilege, else kernel
   */
  static Change retired(
      CounterKind kind,
      VcpuRegisters registers,
      CounterState counter,
      Word event,
      Word times,
      Bool user) {
    Bool mediated = kind.setting().machine().mediated();
    Bool counting = counting(kind, registers, counter);
    Bool hit = counting.and(programmedFor(kind, counter, event, user));
    Word amount = hit.choose(times, times.terms().word(64, 0));
    Bool perf = counting.and(mediated.not());
    Bool generic = perf.and(kind.generic(kind.control(registers, counter)));
    Fired none = Fired.none(mediated.terms());
    return advanced(kind, counter, amount)
        .answering(amount)
        .because(
            none.with(X86Rule.COUNT_STOPPED, counting.not())
                .with(X86Rule.COUNT_AS_PROGRAMMED, perf)
                .with(X86Rule.COUNT_GENERIC, generic)
                .with(X86Rule.COUNT_MEDIATED, counting.and(mediated)));
  }

  /**
   * KVM completes an instruction.
   *
   * @param event 64 bits: its canonical filter key
   * @param user user privilege, else kernel
   */
  static Change completed(
      CounterKind kind, VcpuRegisters registers, CounterState counter, Word event, Bool user) {
    EmulatedCounting counted = kind.setting().model().emulated();
    Word control = kind.control(registers, counter);
    Bool enabled = kind.globally(registers).and(kind.locally(registers, control));
    Bool matches = enabled.and(kind.completes(control, event));
    Bool privileged = matches.and(kind.at(user, control));
    Fired none = Fired.none(user.terms());
    return switch (counted) {
      case NONE ->
          Change.nothing(counter).because(none.with(X86Rule.EMULATED_NOT_COUNTED, privileged));
      case LATCHED -> {
        CounterState.Programmed latest = counter.programmed();
        Bool hit = matches.and(user.choose(latest.user(), latest.os()));
        yield latched(kind, registers, counter, hit)
            .because(none.with(X86Rule.EMULATED_LATCHED, hit));
      }
      case UNFILTERED ->
          aside(kind, counter, privileged)
              .because(none.with(X86Rule.EMULATED_UNFILTERED, privileged));
      case FILTERED -> {
        VerdictTerms verdict = kind.verdict(control);
        Bool passes = verdict.allowed().and(kind.gated(control).not());
        yield aside(kind, counter, privileged.and(passes))
            .because(
                none.with(X86Rule.EMULATED_FILTERED, privileged.and(passes))
                    .with(X86Rule.EMULATED_DENIED, privileged.and(verdict.allowed().not()))
                    .with(
                        X86Rule.PROGRAM_GATED,
                        privileged.and(verdict.allowed()).and(kind.gated(control)))
                    .with(verdict.fired(), privileged));
      }
    };
  }

  /** True iff the counter counts anything now. */
  static Bool counting(CounterKind kind, VcpuRegisters registers, CounterState counter) {
    Bool loaded = kind.enables(counter.loaded()).and(kind.globally(registers));
    return kind.setting().machine().mediated().choose(loaded, counter.running());
  }

  private static Bool programmedFor(CounterKind kind, CounterState counter, Word event, Bool user) {
    CounterState.Programmed latest = counter.programmed();
    Bool perf = latest.key().is(event).and(user.choose(latest.user(), latest.os()));
    Word loaded = counter.loaded();
    Bool hardware = kind.key(loaded).is(event).and(kind.at(user, loaded));
    return kind.setting().machine().mediated().choose(hardware, perf);
  }

  /** The value itself advances: it may wrap, and the period of a perf event may end. */
  private static Change advanced(CounterKind kind, CounterState counter, Word amount) {
    Bool mediated = kind.setting().machine().mediated();
    Word sum = sum(kind, counter, amount);
    Bool wraps = sum.below(counter.value());
    Bool ends = counter.period().ends(amount);
    Bool unreported = wraps.and(mediated.or(ends).or(counter.pending()).not());
    CounterState next = counter.withValue(sum).withPeriod(counter.period().after(amount));
    return overflowing(kind, next, mediated.choose(wraps, ends))
        .because(Fired.none(wraps.terms()).with(X86Rule.WRAP_UNREPORTED, unreported));
  }

  private static Word sum(CounterKind kind, CounterState counter, Word amount) {
    return counter.value().plus(amount).and(kind.setting().machine().counterMask());
  }

  /** An overflow sets the status bit, and makes a perf-backed counter pending. */
  private static Change overflowing(CounterKind kind, CounterState counter, Bool overflows) {
    Bool mediated = kind.setting().machine().mediated();
    Bool reported = overflows.and(mediated.or(counter.pending().not()));
    CounterState next =
        counter
            .withStatus(counter.status().or(reported))
            .withPending(counter.pending().or(overflows.and(mediated.not())));
    return Change.to(next)
        .because(Fired.none(overflows.terms()).with(X86Rule.OVERFLOW_SETS_STATUS, reported));
  }

  /** The value advances by one, the counter is reprogrammed at once, then a wrap is looked at. */
  private static Change latched(
      CounterKind kind, VcpuRegisters registers, CounterState counter, Bool hit) {
    Word sum = sum(kind, counter, unit(hit));
    CounterState bumped = counter.withValue(sum);
    Change programmed = Programming.of(kind, registers, bumped).when(hit, bumped);
    return programmed
        .and(c -> overflowing(kind, c, sum.below(counter.value())))
        .answering(unit(hit));
  }

  /** A perf-backed counter counts on the side and becomes pending; a mediated one advances. */
  private static Change aside(CounterKind kind, CounterState counter, Bool hit) {
    Bool mediated = kind.setting().machine().mediated();
    Change direct = advanced(kind, counter, unit(hit));
    CounterState noted =
        counter.withSide(counter.side().plus(unit(hit))).withPending(counter.pending().or(hit));
    return Change.to(CounterState.choose(mediated, direct.next(), noted))
        .because(Fired.none(hit.terms()).with(direct.fired(), mediated))
        .answering(unit(hit));
  }

  private static Word unit(Bool hit) {
    Terms terms = hit.terms();
    return hit.choose(terms.word(64, 1), terms.word(64, 0));
  }
}
