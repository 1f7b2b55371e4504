package pmuoracle.oracle.encoding.arm64;

import pmuoracle.oracle.encoding.Fired;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.arm64.Arm64Model.Hardware;
import pmuoracle.spec.arm64.Arm64Rule;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.Level;

/**
 * By how much a counter advances, and what an overflow does.
 *
 * @param chained whether some type register was written with the chain event, where the model does
 *     not settle what that does
 * @param carried whether the counter before overflowed, so that this one may chain
 */
public record Counting(
    Setting setting, VcpuRegisters registers, CounterState counter, Bool chained, Bool carried) {

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
    return advanced(own).because(whyCounts(what));
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
    return advanced(hit.choose(terms().word(64, 1), zero()))
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
   * True iff the counter takes what software increment or chain gives it: ARM-SW-INCR-UNGATED in
   * emulated models, else ARM-SW-INCR-GATED.
   */
  public Bool takes(long software) {
    if (setting.cycle()) {
      return terms().bool(false);
    }
    Bool named = setting.event(counter.type()).is(software);
    if (setting.emulated()) {
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

  /** The counter advances by {@code own} and by a chain; ARM-OVERFLOW-STATUS. */
  private Change advanced(Word own) {
    Bool chains = carried.and(takes(EventType.CHAIN));
    Word amount = own.plus(chains.choose(terms().word(64, 1), zero()));
    Word sum = counter.value().plus(amount);
    Word low = counter.value().and(0xffff_ffffL).plus(amount);
    Bool overflows =
        CounterRange.wide(setting, registers)
            .choose(sum.below(counter.value()), low.atMost(0xffff_ffffL).not());
    CounterState next =
        counter
            .withValue(sum.and(CounterRange.valueMask(setting)))
            .withOverflowed(counter.overflowed().or(overflows));
    return Change.to(next)
        .answering(amount, settled())
        .carrying(overflows.and(CounterRange.chains(setting, registers)))
        .because(
            Fired.none(terms())
                .with(Arm64Rule.OVERFLOW_STATUS, overflows)
                .with(Arm64Rule.CHAIN_ON_OVERFLOW, chains)
                .with(Arm64Rule.CHAIN_UNSETTLED, chained)
                .with(Arm64Rule.WRITE_UNSETTLED, registers.unsettled().or(forgotten()))
                .with(whySoftware(chains, carried, EventType.CHAIN)));
  }

  /** True iff what advances is settled. */
  private Bool settled() {
    return terms().any(chained, registers.unsettled(), forgotten()).not();
  }

  /** True iff an overflow that was counted while a type write was not loaded may chain here. */
  private Bool forgotten() {
    boolean forgets = setting.model().hardware() == Hardware.DIRECT_V7 && !setting.cycle();
    return forgets
        ? registers
            .lost()
            .and(new HardwareType(setting, registers).event(counter).is(EventType.CHAIN))
        : terms().bool(false);
  }

  private Fired whyCounts(Word event) {
    Fired none = Fired.none(terms());
    Word own = setting.event(counter.type());
    Bool asked = own.is(event);
    Bool allowed = setting.filter().allows(own);
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
    return none.with(named, asked);
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
          setting.emulated()
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
