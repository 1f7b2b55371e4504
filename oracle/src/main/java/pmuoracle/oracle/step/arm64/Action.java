package pmuoracle.oracle.step.arm64;

import static pmuoracle.oracle.step.Reach.EVERY;
import static pmuoracle.oracle.step.Reach.ONE;

import java.util.stream.Stream;
import pmuoracle.oracle.step.Plan;
import pmuoracle.oracle.step.Shown;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Model.Hardware;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.Register;

/** What an arm64 step can be: its kind, and what sort of register it accesses. */
public enum Action {
  SET_FILTER,
  SELECT_PMU,
  INIT,
  RUN,
  LOAD,
  HOST_WRITE_TYPE,
  WRITE_TYPE,
  WRITE_COUNTER,
  WRITE_ENABLES_SET,
  WRITE_ENABLES_CLEAR,
  WRITE_OVERFLOWS_SET,
  WRITE_OVERFLOWS_CLEAR,
  WRITE_PMCR,
  WRITE_MDCR,
  WRITE_HCR,
  WRITE_ADVERTISED,
  READ_TYPE,
  READ_COUNTER,
  READ_ENABLES,
  READ_OVERFLOWS,
  READ_PMCR,
  READ_MDCR,
  READ_HCR,
  READ_ADVERTISED_0,
  READ_ADVERTISED_1,
  GO,
  SW_INCR,
  RETIRE;

  /** What the step is. */
  public static Action of(Arm64Step step) {
    return switch (step.kind()) {
      case SET_FILTER -> SET_FILTER;
      case SELECT_PMU -> SELECT_PMU;
      case INIT -> INIT;
      case RUN -> RUN;
      case WRITE -> written(((Arm64Step.Write) step).register().kind());
      case READ -> read(((Arm64Step.Read) step).register().kind());
      case HOST_WRITE -> HOST_WRITE_TYPE;
      case SW_INCR -> SW_INCR;
      case GO -> GO;
      case LOAD -> LOAD;
      case RETIRE -> RETIRE;
    };
  }

  static Action written(Register.Kind register) {
    return switch (register) {
      case PMEVTYPER, PMCCFILTR -> WRITE_TYPE;
      case PMEVCNTR, PMCCNTR -> WRITE_COUNTER;
      case PMCNTENSET -> WRITE_ENABLES_SET;
      case PMCNTENCLR -> WRITE_ENABLES_CLEAR;
      case PMOVSSET -> WRITE_OVERFLOWS_SET;
      case PMOVSCLR -> WRITE_OVERFLOWS_CLEAR;
      case PMCR -> WRITE_PMCR;
      case MDCR -> WRITE_MDCR;
      case HCR -> WRITE_HCR;
      case PMCEID0, PMCEID1 -> WRITE_ADVERTISED;
    };
  }

  static Action read(Register.Kind register) {
    return switch (register) {
      case PMEVTYPER, PMCCFILTR -> READ_TYPE;
      case PMEVCNTR, PMCCNTR -> READ_COUNTER;
      case PMCNTENSET, PMCNTENCLR -> READ_ENABLES;
      case PMOVSSET, PMOVSCLR -> READ_OVERFLOWS;
      case PMCR -> READ_PMCR;
      case MDCR -> READ_MDCR;
      case HCR -> READ_HCR;
      case PMCEID0 -> READ_ADVERTISED_0;
      case PMCEID1 -> READ_ADVERTISED_1;
    };
  }

  /** A step that applies the function; where several do, they do the same to registers. */
  public static Action applying(CounterFunction function) {
    return Stream.of(values())
        .filter(action -> action.plan(Arm64Models.ARCHITECTURE).applies(function))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no plan applies " + function));
  }

  /** What it does under the model. */
  public Plan<CallFunction, RegisterFunction, CounterFunction> plan(Arm64Model model) {
    Plan<CallFunction, RegisterFunction, CounterFunction> host = new Plan<>();
    Plan<CallFunction, RegisterFunction, CounterFunction> guest =
        new Plan<CallFunction, RegisterFunction, CounterFunction>().ofGuest();
    return switch (this) {
      case SET_FILTER -> host.calling(CallFunction.FILTER);
      case SELECT_PMU -> host.calling(CallFunction.SELECTION);
      case INIT -> host.calling(CallFunction.INITIALISATION);
      case RUN -> {
        var run = host.calling(CallFunction.RUN).running().with(RegisterFunction.KEPT);
        yield model.hardware() == Hardware.NONE ? run : run.then(EVERY, CounterFunction.LOADED);
      }
      case LOAD ->
          host.with(RegisterFunction.KEPT)
              .then(EVERY, CounterFunction.LOADED)
              .showing(Shown.HARDWARE);
      case HOST_WRITE_TYPE ->
          host.with(RegisterFunction.KEPT).then(ONE, CounterFunction.HOST_TYPE_WRITTEN);
      case WRITE_TYPE ->
          guest
              .with(RegisterFunction.COUNTER_ACCESSED, RegisterFunction.ACCESSED)
              .then(ONE, CounterFunction.TYPE_WRITTEN)
              .showing(Shown.FAULT);
      case WRITE_COUNTER ->
          guest
              .with(RegisterFunction.COUNTER_ACCESSED, RegisterFunction.ACCESSED)
              .then(ONE, CounterFunction.VALUE_WRITTEN)
              .showing(Shown.FAULT);
      case WRITE_ENABLES_SET ->
          written(guest, RegisterFunction.ACCESSED, CounterFunction.ENABLES_SET);
      case WRITE_ENABLES_CLEAR ->
          written(guest, RegisterFunction.ACCESSED, CounterFunction.ENABLES_CLEARED);
      case WRITE_OVERFLOWS_SET ->
          written(guest, RegisterFunction.ACCESSED, CounterFunction.OVERFLOWS_SET);
      case WRITE_OVERFLOWS_CLEAR ->
          written(guest, RegisterFunction.ACCESSED, CounterFunction.OVERFLOWS_CLEARED);
      case WRITE_PMCR ->
          written(guest, RegisterFunction.PMCR_WRITTEN, CounterFunction.PMCR_WRITTEN);
      case WRITE_MDCR ->
          written(guest, RegisterFunction.MDCR_WRITTEN, CounterFunction.MDCR_WRITTEN);
      case WRITE_HCR -> guest.with(RegisterFunction.HCR_WRITTEN).showing(Shown.FAULT);
      case WRITE_ADVERTISED ->
          guest.with(RegisterFunction.READ_ONLY_WRITTEN).showing(Shown.FAULT).looking();
      case READ_TYPE -> read(guest, CounterFunction.TYPE_READ);
      case READ_COUNTER -> read(guest, CounterFunction.VALUE_READ);
      case READ_ENABLES -> readBits(guest, CounterFunction.ENABLED_READ);
      case READ_OVERFLOWS -> readBits(guest, CounterFunction.OVERFLOWED_READ);
      case READ_PMCR -> read(guest, RegisterFunction.PMCR_READ);
      case READ_MDCR -> read(guest, RegisterFunction.MDCR_READ);
      case READ_HCR -> read(guest, RegisterFunction.HCR_READ);
      case READ_ADVERTISED_0 -> read(guest, RegisterFunction.ADVERTISED0_READ);
      case READ_ADVERTISED_1 -> read(guest, RegisterFunction.ADVERTISED1_READ);
      case GO -> written(guest, RegisterFunction.MOVED, CounterFunction.MOVED);
      case SW_INCR -> counted(guest, CounterFunction.INCREMENTED);
      case RETIRE -> counted(guest, CounterFunction.RETIRED);
    };
  }

  /** Counters follow the registers. */
  private static Plan<CallFunction, RegisterFunction, CounterFunction> written(
      Plan<CallFunction, RegisterFunction, CounterFunction> step,
      RegisterFunction registers,
      CounterFunction counters) {
    return step.with(registers).then(EVERY, counters).showing(Shown.FAULT);
  }

  private static Plan<CallFunction, RegisterFunction, CounterFunction> read(
      Plan<CallFunction, RegisterFunction, CounterFunction> step, RegisterFunction registers) {
    return step.with(registers).showing(Shown.FAULT, Shown.ANSWER).looking();
  }

  private static Plan<CallFunction, RegisterFunction, CounterFunction> read(
      Plan<CallFunction, RegisterFunction, CounterFunction> step, CounterFunction counter) {
    return step.with(RegisterFunction.COUNTER_ACCESSED, RegisterFunction.ACCESSED)
        .then(ONE, counter)
        .showing(Shown.FAULT, Shown.COUNTER_VALUE)
        .looking();
  }

  private static Plan<CallFunction, RegisterFunction, CounterFunction> readBits(
      Plan<CallFunction, RegisterFunction, CounterFunction> step, CounterFunction counters) {
    return step.with(RegisterFunction.ACCESSED)
        .then(EVERY, counters)
        .showing(Shown.FAULT, Shown.BITS)
        .looking();
  }

  private static Plan<CallFunction, RegisterFunction, CounterFunction> counted(
      Plan<CallFunction, RegisterFunction, CounterFunction> step, CounterFunction counters) {
    return step.with(RegisterFunction.KEPT).then(EVERY, counters).showing(Shown.COUNTS);
  }
}
