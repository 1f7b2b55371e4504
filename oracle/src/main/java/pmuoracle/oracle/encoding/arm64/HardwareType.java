package pmuoracle.oracle.encoding.arm64;

import pmuoracle.oracle.encoding.Fired;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.arm64.Arm64Model.Hardware;
import pmuoracle.spec.arm64.Arm64Rule;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.Level;

/** The hardware type register of a counter the guest owns. */
public record HardwareType(Setting setting, VcpuRegisters registers) {
  private static final long EL1_AND_EL0 = EventType.P | EventType.U;

  /** What a load computes for this type register, 64 bits. */
  public Word computed(Word type) {
    return switch (setting.model().hardware()) {
      case NONE -> setting.terms().word(64, 0);
      case DIRECT_V4 -> denied(type).choose(everyExclusion(type), type);
      case DIRECT_V5 -> excluding(type, type).and(~EventType.NSH);
      case DIRECT_V6, DIRECT_V7, DIRECT_V8 -> excluding(type, hypConverted(type));
      case REMAP -> remapped(type);
    };
  }

  /** What the register holds once the counter is loaded; ARM-LOAD-V7-CYCLE, ARM-LOAD-SKIPPED. */
  Word loaded(CounterState counter) {
    return switch (setting.model().hardware()) {
      case DIRECT_V5 ->
          setting.machine().fineGrainedTraps().choose(computed(counter.type()), counter.hardware());
      case DIRECT_V7 -> setting.cycle() ? counter.hardware() : computed(counter.type());
      case NONE, DIRECT_V4, DIRECT_V6, DIRECT_V8, REMAP -> computed(counter.type());
    };
  }

  /** What the register holds once a guest has written the type register. */
  Word written(CounterState counter) {
    return switch (setting.model().hardware()) {
      case DIRECT_V4, DIRECT_V5, REMAP -> computed(counter.type());
      case NONE, DIRECT_V6, DIRECT_V7, DIRECT_V8 -> counter.hardware();
    };
  }

  /** What the register holds now: with REMAP always what the registers now say. */
  public Word now(CounterState counter) {
    return setting.model().hardware() == Hardware.REMAP
        ? computed(counter.type())
        : counter.hardware();
  }

  /** The event hardware counts, 16 bits. */
  public Word event(CounterState counter) {
    return setting.cycle()
        ? setting.terms().word(16, EventType.CPU_CYCLES)
        : now(counter).and(setting.machine().eventMask(setting.machine().hostLimit())).bits(15, 0);
  }

  /** True iff hardware counts where the guest is; ARM-HARDWARE-EL1, ARM-HARDWARE-EL0. */
  public Bool counts(CounterState counter) {
    Word type = now(counter);
    Bool here =
        registers
            .is(Level.EL0)
            .choose(
                agree(type, EventType.U, EventType.NSU), agree(type, EventType.P, EventType.NSK));
    return CounterRange.enabled(setting, registers, counter).and(here);
  }

  /** The rules of a load. */
  Fired why(Word type) {
    Terms terms = setting.terms();
    Bool yes = terms.bool(true);
    Fired none = Fired.none(terms);
    Fired asked = none.with(setting.filter().why(setting.event(type)), yes);
    return switch (setting.model().hardware()) {
      case NONE -> none;
      case DIRECT_V4 -> asked.with(Arm64Rule.LOAD_V4, yes);
      case DIRECT_V5 -> {
        Bool traps = setting.machine().fineGrainedTraps();
        yield none.with(asked.with(Arm64Rule.LOAD_V5, yes), traps)
            .with(Arm64Rule.LOAD_SKIPPED, traps.not());
      }
      case DIRECT_V6, DIRECT_V8 -> asked.with(Arm64Rule.LOAD_V6, yes);
      case DIRECT_V7 ->
          setting.cycle()
              ? none.with(Arm64Rule.LOAD_V7_CYCLE, yes)
              : asked.with(Arm64Rule.LOAD_V6, yes);
      case REMAP -> asked.with(Arm64Rule.LOAD_REMAP, yes);
    };
  }

  private Bool denied(Word type) {
    return setting.filter().allows(setting.event(type)).not();
  }

  /** ARM-LOAD-V4. */
  private Word everyExclusion(Word type) {
    long nonSecure = EventType.NSK | EventType.NSU | EventType.M;
    return setting
        .machine()
        .guestEl3()
        .choose(type.or(EL1_AND_EL0 | nonSecure), type.or(EL1_AND_EL0))
        .and(~EventType.NSH);
  }

  /** ARM-LOAD-V5: where the event is denied, P and U as well. */
  private Word excluding(Word type, Word value) {
    return denied(type).choose(value.or(EL1_AND_EL0), value);
  }

  /** ARM-LOAD-V6: without NSH, which in hyp context clears P first. */
  private Word hypConverted(Word type) {
    Bool clears = registers.hyp(setting.machine()).and(type.isClear(EventType.NSH).not());
    return clears.choose(type.and(~(EventType.NSH | EventType.P)), type.and(~EventType.NSH));
  }

  /** ARM-LOAD-REMAP; software increment and chain are never denied. */
  private Word remapped(Word type) {
    Terms terms = setting.terms();
    Word zero = terms.word(64, 0);
    Word event = setting.event(type);
    Bool passes = Setting.software(event).or(setting.filter().allows(event));
    ExceptionLevels levels = new ExceptionLevels(setting, registers, type);
    Word p = passes.and(levels.physicalEl1()).choose(zero, terms.word(64, EventType.P));
    Word u = passes.and(levels.el0()).choose(zero, terms.word(64, EventType.U));
    // PMCCFILTR_EL0 has no event field.
    return setting.cycle() ? p.or(u) : event.zeroExtend(64).or(p).or(u);
  }

  private Bool agree(Word type, long bit, long nonSecure) {
    Bool read = setting.machine().hardwareEl3().and(type.isClear(nonSecure).not());
    return type.isClear(bit).not().iff(read);
  }
}
