package pmuoracle.oracle.symbolic.arm64;

import java.util.List;
import java.util.Map;
import pmuoracle.oracle.encoding.arm64.MachineTerms;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.step.arm64.Action;
import pmuoracle.oracle.symbolic.Shape;
import pmuoracle.spec.arm64.Arm64Forms;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.Register;

/**
 * The counter a symbolic program is about.
 *
 * @param cycle whether it is the cycle counter, else an event counter
 * @param index 64 bits: its number; 31 for the cycle counter
 */
public record ObservedCounter(boolean cycle, Word index) {

  /** One counter of a known number. */
  public record Place(boolean cycle, int index) {
    /**
     * A counter of each sort. Of an event counter only matters whether it is below HPMN, and the
     * first can be either.
     */
    public static final List<Place> REPRESENTATIVES =
        List.of(new Place(false, 0), new Place(true, Arm64Machine.CYCLE));

    /** As counts are called in observations. */
    @Override
    public String toString() {
      return cycle ? "cycles" : "ev" + index;
    }

    /** Its type register. */
    public Register type() {
      return cycle ? Register.of(Register.Kind.PMCCFILTR) : Register.type(index);
    }

    /** Its value as a register. */
    public Register counter() {
      return cycle ? Register.of(Register.Kind.PMCCNTR) : Register.counter(index);
    }

    /** What a step of each action is to a program about the counter. */
    Map<Action, Shape> shapes() {
      List<Register.Kind> own = List.of(type().kind(), counter().kind());
      return Shape.all(
          Arm64Forms.ALL,
          Action.class,
          own,
          Register.Kind.values(),
          index,
          step -> Action.of((Arm64Step) step));
    }
  }

  /** The counter at this place. */
  public static ObservedCounter at(Terms terms, Place place) {
    return new ObservedCounter(place.cycle(), terms.word(64, place.index()));
  }

  /** Any event counter, or the cycle counter. */
  public static ObservedCounter any(Terms terms, boolean cycle) {
    return new ObservedCounter(
        cycle, cycle ? terms.word(64, Arm64Machine.CYCLE) : terms.variable("index", 64));
  }

  /** True iff the machine has it. */
  public Bool exists(MachineTerms machine) {
    return cycle ? machine.world().bool(true) : index.below(machine.counters());
  }
}
