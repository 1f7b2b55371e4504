package pmuoracle.oracle.encoding.arm64;

import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Deviation;
import pmuoracle.spec.arm64.EventType;

/**
 * What one counter's functions are about.
 *
 * @param filter the accepted calls
 * @param index 64 bits: the counter's number; 31 for the cycle counter
 * @param cycle whether it is the cycle counter
 */
public record Setting(
    Arm64Model model, MachineTerms machine, FilterTerms filter, Word index, boolean cycle) {

  Terms terms() {
    return machine.world();
  }

  /** The same counter as another model has it. */
  public Setting under(Arm64Model other) {
    return new Setting(other, machine, filter, index, cycle);
  }

  /** The same counter without a filter. */
  public Setting unfiltered() {
    FilterTerms none = new FilterTerms(terms().bool(false), filter.ruling());
    return new Setting(model, machine, none, index, cycle);
  }

  boolean emulated() {
    return model.emulated();
  }

  boolean deviates(Deviation by) {
    return model.deviates(by);
  }

  boolean direct() {
    return model.direct();
  }

  /** The event a type register names, 16 bits; ARM-CYCLE-IS-0X11, ARM-EVENT-MASKED. */
  public Word event(Word type) {
    return cycle
        ? terms().word(16, EventType.CPU_CYCLES)
        : type.and(machine.typeEvents(model.eventSpace())).bits(15, 0);
  }

  /** True iff the event is software increment or chain. */
  public static Bool software(Word event) {
    return event.is(EventType.SW_INCR).or(event.is(EventType.CHAIN));
  }
}
