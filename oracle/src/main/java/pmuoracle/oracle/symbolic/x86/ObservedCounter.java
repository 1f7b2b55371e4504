package pmuoracle.oracle.symbolic.x86;

import java.util.List;
import java.util.Map;
import pmuoracle.oracle.encoding.x86.CounterKind;
import pmuoracle.oracle.encoding.x86.FixedCounter;
import pmuoracle.oracle.encoding.x86.GeneralPurposeCounter;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.encoding.x86.Setting;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.step.x86.Action;
import pmuoracle.oracle.symbolic.Shape;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.X86Forms;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Step;

/**
 * The counter a symbolic program is about.
 *
 * @param fixed whether it is a fixed counter, else general-purpose
 * @param index 64 bits: its number among those of its kind
 */
public record ObservedCounter(boolean fixed, Word index) {

  /** One counter of a known number. */
  public record Place(boolean fixed, int index) {
    /**
     * A counter of each sort that some model tells from others: of general-purpose ones the third
     * may differ in its writable bits; the first two fixed ones are architectural events, of which
     * KVM completes the first. Each further counter is one of these under another number.
     */
    public static final List<Place> REPRESENTATIVES =
        List.of(
            new Place(false, 0),
            new Place(true, 0),
            new Place(true, 1),
            new Place(true, 2),
            new Place(false, 2));

    /** As observations call it. */
    @Override
    public String toString() {
      return (fixed ? "fixed" : "gp") + index;
    }

    /** The counter's value as a register. */
    public Register counter() {
      return fixed ? Register.fixedCounter(index) : Register.counter(index);
    }

    /** What a step of each action is to a program about the counter. */
    Map<Action, Shape> shapes() {
      List<Register.Kind> own = List.of(counter().kind());
      return Shape.all(
          X86Forms.ALL,
          Action.class,
          own,
          Register.Kind.values(),
          index,
          step -> Action.of((X86Step) step));
    }
  }

  /** The counter at this place. */
  public static ObservedCounter at(Terms terms, Place place) {
    return new ObservedCounter(place.fixed(), terms.word(64, place.index()));
  }

  /** Any counter of a kind. */
  public static ObservedCounter any(Terms terms, boolean fixed) {
    return new ObservedCounter(fixed, terms.variable("index", 64));
  }

  /** True iff the machine has it. */
  public Bool exists(MachineTerms machine) {
    Word bits = machine.globalBits();
    Word place = fixed ? index.plus(32) : index;
    long limit = fixed ? X86Machine.MAX_FIXED : X86Machine.MAX_GENERAL_PURPOSE;
    return index.below(limit).and(bits.shiftRight(place).bit(0));
  }

  /** How it is controlled, in a setting of its index. */
  public CounterKind kind(Setting setting) {
    return fixed ? new FixedCounter(setting) : new GeneralPurposeCounter(setting);
  }
}
