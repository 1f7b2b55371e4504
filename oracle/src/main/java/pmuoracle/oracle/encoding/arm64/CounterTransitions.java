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
import pmuoracle.spec.arm64.Mdcr;
import pmuoracle.spec.arm64.Pmcr;

/** What each step but counting does to one counter; values written are words of 64 bits. */
public record CounterTransitions(Setting setting) {

  /** The guest writes its type register. */
  public Change typeWritten(VcpuRegisters registers, CounterState counter, Word written) {
    CounterState stored = counter.withType(stored(written));
    CounterState there = stored.withHardware(new HardwareType(setting, registers).written(stored));
    Hardware hardware = setting.model().hardware();
    boolean later = hardware == Hardware.DIRECT_V6 || hardware == Hardware.DIRECT_V8;
    Bool yes = terms().bool(true);
    Bool chain =
        terms()
            .bool(!setting.model().chainSettled() && !setting.cycle())
            .and(setting.event(written).is(EventType.CHAIN));
    boolean open = hardware == Hardware.DIRECT_V7;
    CounterState next = there.withUnsettled(terms().bool(open), there.lost());
    return recreated(registers, next, yes)
        .because(
            none()
                .with(setting.cycle() ? Arm64Rule.CYCLE_IS_0X11 : Arm64Rule.EVENT_MASKED, yes)
                .with(Arm64Rule.WRITE_AT_LOAD, terms().bool(later))
                .with(Arm64Rule.WRITE_UNSETTLED, terms().bool(open)))
        .chainingIf(chain);
  }

  /** What is kept of a guest's type write: all of it in versions 5 to 7. */
  private Word stored(Word written) {
    return switch (setting.model().hardware()) {
      case DIRECT_V5, DIRECT_V6, DIRECT_V7 -> written;
      case NONE, DIRECT_V4, DIRECT_V8, REMAP ->
          written.and(WritableBits.type(setting.model(), setting.machine()));
    };
  }

  /** The virtual machine's owner stores its type register, which a dead one refuses. */
  public Change hostTypeWritten(
      Bool dead, VcpuRegisters registers, CounterState counter, Word written) {
    boolean stale = setting.deviates(Deviation.HOST_WRITE_STALE);
    CounterState stored = counter.withType(dead.choose(counter.type(), written));
    return recreated(registers, stored, dead.not().and(terms().bool(!stale)));
  }

  /** The guest writes its value. */
  public Change valueWritten(VcpuRegisters registers, CounterState counter, Word written) {
    Word kept = written.and(CounterRange.valueMask(setting));
    return recreated(registers, counter.withValue(kept), terms().bool(true));
  }

  /** The guest writes a mask to PMCNTENSET, or to PMCNTENCLR. */
  public Change enablesWritten(
      VcpuRegisters registers, CounterState counter, Word mask, boolean set) {
    Bool meant = meant(registers, mask);
    CounterState written =
        counter.withEnabled(set ? counter.enabled().or(meant) : counter.enabled().and(meant.not()));
    return setting.emulated()
        ? switched(registers, written, meant, set ? registers.enables() : terms().bool(true))
        : Change.to(written);
  }

  /** The guest writes a mask to PMOVSSET, or to PMOVSCLR. */
  public Change overflowsWritten(
      VcpuRegisters registers, CounterState counter, Word mask, boolean set) {
    Bool meant = meant(registers, mask);
    return Change.to(
        counter.withOverflowed(
            set ? counter.overflowed().or(meant) : counter.overflowed().and(meant.not())));
  }

  /** The guest writes PMCR_EL0. */
  public Change pmcrWritten(
      VcpuRegisters before, VcpuRegisters after, CounterState counter, Word written) {
    Bool resets =
        setting.cycle()
            ? written.isClear(Pmcr.C).not()
            : written.isClear(Pmcr.P).not().and(CounterRange.reachable(setting, after));
    CounterState reset = counter.withValue(resets.choose(terms().word(64, 0), counter.value()));
    Change first =
        recreated(after, reset, resets)
            .because(
                none().with(setting.cycle() ? Arm64Rule.RESET_BY_C : Arm64Rule.RESET_BY_P, resets));
    return setting.emulated()
        ? controlled(before, after, enablesFollowed(before, after, first.next()))
            .because(first.fired())
        : first;
  }

  /**
   * Controls of the levels and of the overflow width have changed, and the counter has followed its
   * enables: its perf event is made anew, or gets a new period, unless the model leaves it stale;
   * ARM-STALE-HYP-CONTROLS, ARM-PERIOD-STALE.
   */
  private Change controlled(VcpuRegisters before, VcpuRegisters after, Change followed) {
    Word mdcr = before.mdcr().xor(after.mdcr());
    Word pmcr = before.pmcr().xor(after.pmcr());
    Bool anew =
        terms()
            .any(
                changes(mdcr, Mdcr.HPMD, Deviation.HPMD_STALE),
                changes(mdcr, Mdcr.HPMN, Deviation.HPMN_STALE),
                terms()
                    .bool(setting.cycle())
                    .and(
                        changes(mdcr, Mdcr.HCCD, Deviation.HCCD_IGNORED)
                            .or(changes(pmcr, Pmcr.DP, Deviation.DP_IGNORED))));
    Bool widens = CounterRange.wide(setting, before).iff(CounterRange.wide(setting, after)).not();
    Bool renews = terms().bool(!setting.deviates(Deviation.WIDTH_STALE)).and(widens);
    CounterState counter = followed.next();
    Backing created = Backing.created(setting, after, counter);
    Backing renewed =
        Backing.choose(
            renews.and(counter.backing().exists()),
            counter.backing().withPeriod(setting, after, counter),
            counter.backing());
    return Change.to(counter.withBacking(Backing.choose(anew, created, renewed)))
        .because(followed.fired());
  }

  private Bool changes(Word changed, long mask, Deviation unless) {
    return terms().bool(!setting.deviates(unless)).and(changed.isClear(mask).not());
  }

  /** PMCR_EL0 was written, and the values it resets are. */
  private Change enablesFollowed(VcpuRegisters before, VcpuRegisters after, CounterState counter) {
    Bool always = terms().bool(true);
    return switch (setting.model().enabling()) {
      case AT_CHANGE -> reloaded(after, counter, before.enables().iff(after.enables()).not());
      case AT_EVERY_PMCR_WRITE -> {
        Change change = switched(after, counter, always, always);
        Bool creates = change.next().backing().exists().and(counter.backing().exists().not());
        yield change.because(none().with(Arm64Rule.PMCR_ENABLES, creates));
      }
      case RECREATES ->
          switched(after, counter, after.enables().implies(counter.enabled()), always);
    };
  }

  /** The guest writes MDCR_EL2. */
  public Change mdcrWritten(VcpuRegisters before, VcpuRegisters after, CounterState counter) {
    Bool toggles = before.mdcr(Mdcr.HPME).iff(after.mdcr(Mdcr.HPME)).not();
    return setting.emulated()
        ? controlled(before, after, reloaded(after, counter, toggles))
        : Change.to(counter);
  }

  /** The guest entered or left hyp context; ARM-BACKED-AT-TRANSITION. */
  public Change moved(VcpuRegisters after, CounterState counter) {
    if (!setting.emulated()) {
      return loaded(after, counter);
    }
    ExceptionLevels levels = new ExceptionLevels(setting, after, counter.type());
    Bool affected =
        setting.deviates(Deviation.CONTEXT_STALE)
            ? counter.enabled().and(levels.el1().iff(levels.el2()).not())
            : terms().bool(true);
    Backing created = Backing.created(setting, after, counter);
    return Change.to(counter.withBacking(Backing.choose(affected, created, counter.backing())))
        .because(none().with(Arm64Rule.BACKED_AT_TRANSITION, affected));
  }

  /** The virtual CPU is put and loaded; answers the hardware type register. */
  public Change loaded(VcpuRegisters registers, CounterState counter) {
    if (setting.model().hardware() == Hardware.NONE) {
      return Change.to(counter)
          .answering(terms().word(64, 0), terms().bool(false))
          .because(none().with(Arm64Rule.HARDWARE_NOT_GIVEN, terms().bool(true)));
    }
    HardwareType hardware = new HardwareType(setting, registers);
    boolean settles = !setting.cycle() && setting.model().hardware() == Hardware.DIRECT_V7;
    CounterState next =
        counter
            .withHardware(hardware.loaded(counter))
            .withUnsettled(settles ? terms().bool(false) : counter.unsettled(), counter.lost());
    return Change.to(next)
        .answering(next.hardware(), setting.machine().pmu().and(next.unsettled().not()))
        .because(hardware.why(counter.type()))
        .because(none().with(Arm64Rule.WRITE_UNSETTLED, next.unsettled()))
        .because(none().with(Arm64Rule.NO_PMU_UNSETTLED, setting.machine().pmu().not()));
  }

  /** A perf event is created anew where the condition holds; ARM-BACKED-AT-WRITE. */
  private Change recreated(VcpuRegisters registers, CounterState counter, Bool condition) {
    if (!setting.emulated()) {
      return Change.to(counter);
    }
    Backing created = Backing.created(setting, registers, counter);
    return Change.to(counter.withBacking(Backing.choose(condition, created, counter.backing())))
        .because(none().with(Arm64Rule.BACKED_AT_WRITE, condition));
  }

  /**
   * Where the condition holds: enabled, its perf event runs, one being created if there is none;
   * not enabled, it does not run. Where the model re-creates, it is created anew in either case.
   *
   * @param recreates whether a model that re-creates does so here; ARM-ENABLE-RECREATES
   */
  private Change switched(
      VcpuRegisters registers, CounterState counter, Bool condition, Bool recreates) {
    if (setting.model().enabling() == Enabling.RECREATES) {
      Bool anew = condition.and(recreates);
      Backing created = Backing.created(setting, registers, counter);
      Backing next = Backing.choose(anew, created, counter.backing());
      return Change.to(counter.withBacking(next))
          .because(none().with(Arm64Rule.ENABLE_RECREATES, anew));
    }
    Bool enabled = CounterRange.enabled(setting, registers, counter);
    Backing old = counter.backing();
    Backing created = Backing.created(setting, registers, counter);
    Backing next = Backing.choose(enabled.and(old.exists().not()), created, old.running(enabled));
    Bool creates = condition.and(enabled).and(old.exists().not());
    return Change.to(counter.withBacking(Backing.choose(condition, next, old)))
        .because(
            none()
                .with(Arm64Rule.BACKED_AT_WRITE, creates)
                .with(Arm64Rule.STALE_ENABLE, condition.and(enabled).and(old.exists())));
  }

  /**
   * Where the condition holds: a counter visible where the guest is is switched; another loses its
   * enable and overflow bits while its perf event goes on; ARM-RELOAD-MASKS.
   */
  private Change reloaded(VcpuRegisters registers, CounterState counter, Bool condition) {
    Bool visible =
        setting.cycle() || !setting.deviates(Deviation.RELOAD_LOSES)
            ? terms().bool(true)
            : setting.index().below(registers.visibleCounters(setting.machine()));
    Bool hidden = condition.and(visible.not());
    CounterState masked =
        counter
            .withEnabled(counter.enabled().and(hidden.not()))
            .withOverflowed(counter.overflowed().and(hidden.not()));
    return switched(registers, masked, condition.and(visible), terms().bool(true))
        .because(none().with(Arm64Rule.RELOAD_MASKS, hidden));
  }

  private Bool meant(VcpuRegisters registers, Word mask) {
    return CounterRange.bit(setting, mask).and(CounterRange.reachable(setting, registers));
  }

  private Fired none() {
    return Fired.none(terms());
  }

  private Terms terms() {
    return setting.terms();
  }
}
