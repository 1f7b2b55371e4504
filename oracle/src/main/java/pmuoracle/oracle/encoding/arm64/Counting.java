package pmuoracle.oracle.encoding.arm64;

import pmuoracle.oracle.encoding.Fired;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.arm64.Arm64Model.Enabling;
import pmuoracle.spec.arm64.Arm64Model.Hardware;
import pmuoracle.spec.arm64.Arm64Rule;
import pmuoracle.spec.arm64.Deviation;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.Level;

/**
 * By how much a counter advances, and what an overflow does.
 *
 * @param chained whether some type register was written with the chain event, where the model does
 *     not settle what that does
 * @param carried 64 bits: how often the counter before overflowed, so that this one may chain
 */
public record Counting(
    Setting setting, VcpuRegisters registers, CounterState counter, Bool chained, Word carried) {

  /**
   * The hardware event occurs: the counter advances as often iff {@link #counts} it, and once more
   * iff it chains.
   *
   * @param event 64 bits, of which 16
   * @param times 64 bits, of which 32
   */
  public Change retired(Word event, Word times) {
    Word what = event.bits(15, 0);
    Word own = counts(what).choose(times, zero());
    return advanced(own, zero()).because(whyCounts(what));
  }

  /**
   * The guest writes PMSWINC_EL0: the counter advances iff its bit is set and it takes software
   * increments, and once if it chains.
   *
   * @param mask 64 bits
   */
  public Change incremented(Word mask) {
    Bool meant =
        setting.cycle()
            ? terms().bool(false)
            : CounterRange.bit(setting, mask).and(CounterRange.reachable(setting, registers));
    Bool hit = meant.and(takes(EventType.SW_INCR));
    return advanced(zero(), hit.choose(terms().word(64, 1), zero()))
        .because(whySoftware(hit, meant, EventType.SW_INCR));
  }

  /** True iff the counter counts this event where the guest is. */
  public Bool counts(Word event) {
    if (setting.emulated()) {
      return counter.backing().counts(registers, event);
    } else if (setting.model().hardware() != Hardware.NONE) {
      HardwareType hardware = new HardwareType(setting, registers);
      return hardware.event(counter).is(event).and(hardware.counts(counter));
    }
    Word own = setting.event(counter.type());
    return own.is(event).and(setting.filter().allows(own)).and(architecturally());
  }

  /**
   * True iff the counter takes what software increment or chain gives it: ARM-SW-INCR-UNGATED or
   * ARM-SW-INCR-GATED.
   */
  public Bool takes(long software) {
    if (setting.cycle()) {
      return terms().bool(false);
    }
    Bool named = setting.event(counter.type()).is(software);
    if (setting.deviates(Deviation.SOFTWARE_UNGATED)) {
      return named.and(counter.enabled()).and(registers.enables());
    } else if (setting.model().hardware() != Hardware.NONE) {
      HardwareType hardware = new HardwareType(setting, registers);
      return hardware.event(counter).is(software).and(hardware.counts(counter));
    }
    return named.and(architecturally());
  }

  /** The same, all that lies between the registers and the counter being made anew from them. */
  public Counting anew() {
    CounterState made =
        setting.emulated()
            ? counter.withBacking(Backing.created(setting, registers, counter))
            : counter.withHardware(new HardwareType(setting, registers).computed(counter.type()));
    return new Counting(setting, registers, made, chained, carried);
  }

  /** True iff enabled, and the architecture counts where the guest is; ARM-STATE-AS-REGISTERS. */
  private Bool architecturally() {
    return CounterRange.enabled(setting, registers, counter)
        .and(new ExceptionLevels(setting, registers, counter.type()).here());
  }

  /**
   * The counter advances by a chain and by what software gives it, and then by what its event does.
   *
   * @param own 64 bits, of which 32: how often its event occurs
   * @param given 64 bits: 0 or 1
   */
  private Change advanced(Word own, Word given) {
    Word chains = takes(EventType.CHAIN).choose(carried.and(~Change.OPEN), zero());
    Word software = given.plus(chains);
    Word amount = software.plus(own);
    CounterState next =
        counter.withValue(counter.value().plus(amount).and(CounterRange.valueMask(setting)));
    Change change =
        setting.emulated() ? reported(next, software, own) : wrapped(next, counter.value(), amount);
    return losing(change, amount)
        .answering(amount, settled())
        .because(
            Fired.none(terms())
                .with(Arm64Rule.CHAIN_ON_OVERFLOW, chains.is(0).not())
                .with(Arm64Rule.CHAIN_UNSETTLED, chained)
                .with(Arm64Rule.WRITE_UNSETTLED, counter.unsettled().or(chainIsOpen()))
                .with(whySoftware(chains.is(0).not(), carried.is(0).not(), EventType.CHAIN)));
  }

  /** It overflows where its value wraps; ARM-OVERFLOW-STATUS. */
  private Change wrapped(CounterState next, Word value, Word amount) {
    Bool wraps = wraps(value, amount);
    return overflowed(next, wraps, wraps.choose(terms().word(64, 1), zero()));
  }

  private Change overflowed(CounterState next, Bool overflows, Word times) {
    return Change.to(next.withOverflowed(counter.overflowed().or(overflows)))
        .carrying(CounterRange.chains(setting, registers).choose(times, zero()))
        .because(Fired.none(terms()).with(Arm64Rule.OVERFLOW_STATUS, overflows));
  }

  /** True iff the value wraps at its overflow width. */
  private Bool wraps(Word value, Word amount) {
    Word low = value.and(0xffff_ffffL).plus(amount);
    return CounterRange.wide(setting, registers)
        .choose(value.plus(amount).below(value), low.atMost(0xffff_ffffL).not());
  }

  /**
   * It overflows where what software gives it wraps KVM's own part of its value, and where its perf
   * event has counted its period. That can be twice in a step: after the second time what it has
   * counted since it was made, or the value, is 0 at the overflow width, and fewer than 2^32 events
   * are left.
   */
  private Change reported(CounterState next, Word software, Word own) {
    Backing perf = counter.backing();
    Period period = Period.of(setting, registers);
    Word value = counter.value().plus(software);
    Bool first = reaches(perf.left(), own);
    Word rest = own.minus(perf.left());
    Word left = period.again(perf.counted().plus(perf.left()), value.plus(perf.left()));
    Bool second = first.and(reaches(left, rest));
    Word last =
        period.again(
            perf.counted().plus(perf.left()).plus(left), value.plus(perf.left()).plus(left));
    Word remaining =
        second.choose(
            less(last, rest.minus(left)), first.choose(less(left, rest), less(perf.left(), own)));
    Bool wraps = wraps(counter.value().minus(perf.counted()), software);
    Word one = terms().word(64, 1);
    Word times =
        first.choose(second.choose(one.plus(one), one), zero()).plus(wraps.choose(one, zero()));
    Backing after =
        perf.counting(
            remaining,
            perf.exists().choose(perf.counted().plus(own), zero()),
            first.choose(period.wide(), perf.wide()),
            perf.again().or(first));
    return overflowed(next.withBacking(after), first.or(wraps), times)
        .because(whyReported(own, wraps(value, own), first, second));
  }

  /** Why a perf event reports, or does not where the value wraps. */
  private Fired whyReported(Word own, Bool wraps, Bool first, Bool second) {
    Backing perf = counter.backing();
    Bool unreported = own.is(0).not().and(wraps).and(first.not());
    Bool decides = first.or(unreported);
    Bool fromCount = terms().bool(setting.deviates(Deviation.PERIOD_FROM_COUNT));
    Bool ofCycles =
        terms()
            .bool(setting.cycle() && setting.deviates(Deviation.LONG_PERIOD_OF_CYCLES))
            .and(perf.wide().not());
    // Where enabling re-creates, a write of PMCR leaves no perf event that runs as it was.
    Bool stale =
        terms()
            .bool(setting.model().enabling() != Enabling.RECREATES)
            .and(perf.wide().iff(CounterRange.wide(setting, registers)).not());
    return Fired.none(terms())
        .with(Arm64Rule.WRAP_UNREPORTED, unreported)
        .with(Arm64Rule.PERIOD_OF_CYCLES, decides.and(ofCycles))
        .with(
            Arm64Rule.PERIOD_AT_CREATION,
            fromCount.and(decides).and(perf.again().not()).and(ofCycles.not()))
        .with(
            Arm64Rule.PERIOD_AFTER_OVERFLOW,
            fromCount.and(second.or(decides.and(perf.again()).and(ofCycles.not()))))
        .with(Arm64Rule.PERIOD_STALE, decides.and(stale));
  }

  private Bool reaches(Word left, Word events) {
    return left.is(0).not().and(left.atMost(events));
  }

  private Word less(Word left, Word events) {
    return left.is(0).choose(zero(), left.minus(events));
  }

  /** True iff what advances is settled. */
  private Bool settled() {
    return terms().any(chained, counter.unsettled(), chainIsOpen()).not();
  }

  /**
   * True iff it counts the chain event, and whether the counter before overflowed is not settled.
   */
  private Bool chainIsOpen() {
    return opens() && !setting.cycle()
        ? carried.isClear(Change.OPEN).not().and(takes(EventType.CHAIN))
        : terms().bool(false);
  }

  /** Whether anything is ever open but by the chain event of old generations. */
  private boolean opens() {
    return setting.model().hardware() == Hardware.DIRECT_V7;
  }

  /** What it counts while that is not settled is lost, and so may be an overflow. */
  private Change losing(Change change, Word amount) {
    if (!opens()) {
      return change;
    }
    Bool forGood = terms().any(counter.lost(), counter.unsettled(), chainIsOpen());
    Bool open = counter.unsettled().or(forGood.and(amount.is(0).not()));
    Bool hides = open.and(CounterRange.chains(setting, registers));
    return change
        .losing(forGood)
        .carrying(hides.choose(terms().word(64, Change.OPEN), change.carries()));
  }

  private Fired whyCounts(Word event) {
    Fired none = Fired.none(terms());
    Word own = setting.event(counter.type());
    Bool asked = own.is(event);
    Bool allowed = setting.filter().allows(own);
    Bool made = counter.backing().exists().and(counter.backing().event().is(event));
    Bool stale = made.iff(asked).not().and(counter.backing().exists());
    Fired named =
        none.with(setting.filter().why(own))
            .with(Arm64Rule.CYCLE_IS_0X11, terms().bool(setting.cycle()))
            .with(CounterRange.whyEnabled(setting, registers));
    if (setting.model().hardware() == Hardware.NONE
        || setting.model().hardware() == Hardware.REMAP) {
      named =
          named
              .with(Arm64Rule.DENIED_NO_EVENT, allowed.not())
              .with(new ExceptionLevels(setting, registers, counter.type()).why(), allowed)
              .with(Arm64Rule.STATE_AS_REGISTERS, terms().bool(!setting.emulated()));
    }
    if (setting.model().hardware() != Hardware.NONE) {
      Bool held = new HardwareType(setting, registers).event(counter).is(event);
      Bool el0 = registers.is(Level.EL0);
      none =
          none.with(Arm64Rule.HARDWARE_EL0, held.and(el0))
              .with(Arm64Rule.HARDWARE_EL1, held.and(el0.not()));
    }
    return none.with(named, asked)
        .with(
            Arm64Rule.HOST_WRITE_STALE,
            terms().bool(setting.deviates(Deviation.HOST_WRITE_STALE)).and(stale));
  }

  /** Why a counter takes software increment or chain, or does not though it was meant. */
  private Fired whySoftware(Bool takes, Bool meant, long software) {
    if (setting.cycle()) {
      return Fired.none(terms());
    }
    Word event = setting.event(counter.type());
    Bool named = meant.and(event.is(software));
    Bool denied = setting.filter().allows(event).not();
    Fired fired =
        Fired.none(terms())
            .with(
                setting.direct() ? Arm64Rule.SOFTWARE_FILTERED : Arm64Rule.SOFTWARE_UNFILTERED,
                named.and(denied));
    if (software == EventType.SW_INCR) {
      fired =
          setting.deviates(Deviation.SOFTWARE_UNGATED)
              ? fired.with(Arm64Rule.SW_INCR_UNGATED, takes)
              : fired.with(Arm64Rule.SW_INCR_GATED, named);
    }
    return fired;
  }

  private Word zero() {
    return terms().word(64, 0);
  }

  private Terms terms() {
    return setting.terms();
  }
}
