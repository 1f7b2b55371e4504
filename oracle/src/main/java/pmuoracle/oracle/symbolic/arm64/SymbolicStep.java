package pmuoracle.oracle.symbolic.arm64;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import pmuoracle.oracle.encoding.arm64.ChosenCalls;
import pmuoracle.oracle.encoding.arm64.Ruling;
import pmuoracle.oracle.encoding.arm64.VcpuRegisters;
import pmuoracle.oracle.encoding.arm64.VmState;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Valuation;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.step.arm64.Action;
import pmuoracle.oracle.step.arm64.CallFunction;
import pmuoracle.oracle.step.arm64.CounterFunction;
import pmuoracle.oracle.step.arm64.RegisterFunction;
import pmuoracle.oracle.symbolic.Alternative;
import pmuoracle.oracle.symbolic.Selector;
import pmuoracle.oracle.symbolic.State;
import pmuoracle.oracle.symbolic.Tally;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Model.EventSpace;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Register;
import pmuoracle.spec.arm64.Register.Kind;

/**
 * One step of which only is known what it may be.
 *
 * @param selector what it is
 * @param other whether a call is made through the second virtual CPU
 * @param first 64 bits: the value written, the level, the mask, the event, the PMU's number
 * @param times 64 bits: how often the event occurs
 * @param interrupt whether the interrupt was set
 * @param request the filter request
 */
public record SymbolicStep(
    Selector<Action> selector,
    Bool other,
    Word first,
    Word times,
    Bool interrupt,
    SymbolicRequest request) {
  static SymbolicStep variables(Terms terms, String name, Set<Action> allowed) {
    return new SymbolicStep(
        Selector.variable(terms, name, Action.class, allowed),
        terms.variable(name + "-other"),
        terms.variable(name + "-first", 64),
        terms.variable(name + "-times", 64),
        terms.variable(name + "-interrupt"),
        SymbolicRequest.variables(terms, name));
  }

  /** A step that is this action. */
  public static SymbolicStep only(Terms terms, Action action) {
    return variables(terms, "step", Set.of(action));
  }

  /** True iff it is this. */
  public Bool is(Action action) {
    return selector.is(action);
  }

  /** True iff it is one of those allowed, and the machine can have it. */
  public Bool exists(SymbolicMachine machine) {
    Bool call =
        selector.isAny(List.of(Action.SET_FILTER, Action.SELECT_PMU, Action.INIT, Action.RUN));
    return selector
        .exists(action -> fits(action, machine))
        .and(other.implies(call.and(machine.second())));
  }

  private Bool fits(Action action, SymbolicMachine machine) {
    Terms terms = selector.number().terms();
    return switch (action) {
      case SET_FILTER -> request.exists();
      case SELECT_PMU -> first.atMost(0xffff);
      case GO ->
          first
              .below(VcpuRegisters.number(Level.VEL2))
              .or(first.is(VcpuRegisters.number(Level.VEL2)).and(machine.facts().nested()));
      case RETIRE ->
          terms.all(
              first.atMost(0xffff),
              first.is(EventType.SW_INCR).not(),
              first.is(EventType.CHAIN).not(),
              terms.word(64, 1).atMost(times),
              times.atMost(0xffff_ffffL));
      case INIT,
          RUN,
          WRITE_TYPE,
          HOST_WRITE_TYPE,
          LOAD,
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
          SW_INCR ->
          terms.bool(true);
    };
  }

  /** True iff it writes a type that names the chain event to some model. */
  Bool chains(SymbolicMachine machine) {
    Bool writes = is(Action.WRITE_TYPE).or(is(Action.HOST_WRITE_TYPE));
    Bool some = selector.number().terms().bool(false);
    for (EventSpace space : EventSpace.values()) {
      some = some.or(first.and(machine.facts().typeEvents(space)).is(EventType.CHAIN));
    }
    return writes.and(some);
  }

  /** What it can be, in order. */
  List<Alternative<CallFunction, RegisterFunction, CounterFunction, Ruling>> alternatives(
      Arm64Model model) {
    List<Term> called = new ArrayList<>(request.asked().terms());
    called.addAll(List.of(first, interrupt));
    return selector.inOrder().stream()
        .map(
            action ->
                new Alternative<CallFunction, RegisterFunction, CounterFunction, Ruling>(
                    is(action),
                    action.plan(model),
                    List.of(first, times),
                    called,
                    other,
                    before -> action == Action.SET_FILTER ? appended(before) : before.filter()))
        .toList();
  }

  /** What the calls say, and then this one. */
  private Ruling appended(State<Ruling> before) {
    return ChosenCalls.appended(
        (Bool) before.vm().get(VmState.FILTERED), before.filter(), request.range());
  }

  void bits(Tally bits) {
    request.bits(is(Action.SET_FILTER), bits);
    bits.flag(is(Action.INIT), interrupt.not());
    bits.setBits(
        selector.isAny(
            List.of(
                Action.HOST_WRITE_TYPE,
                Action.WRITE_TYPE,
                Action.WRITE_COUNTER,
                Action.WRITE_ENABLES_SET,
                Action.WRITE_ENABLES_CLEAR,
                Action.WRITE_OVERFLOWS_SET,
                Action.WRITE_OVERFLOWS_CLEAR,
                Action.WRITE_PMCR,
                Action.WRITE_MDCR,
                Action.WRITE_HCR,
                Action.WRITE_ADVERTISED,
                Action.SW_INCR,
                Action.RETIRE)),
        first);
  }

  Arm64Step decode(ObservedCounter.Place place, Valuation values) {
    Action action = selector.value(values);
    int vcpu = values.value(other) ? 1 : 0;
    long value = values.value(first);
    return switch (action) {
      case SET_FILTER -> new Arm64Step.SetFilter(vcpu, request.decode(values));
      case SELECT_PMU -> new Arm64Step.SelectPmu(vcpu, (int) value);
      case INIT -> new Arm64Step.Init(vcpu, values.value(interrupt));
      case RUN -> new Arm64Step.Run(vcpu);
      case LOAD -> new Arm64Step.Load(0);
      case HOST_WRITE_TYPE -> new Arm64Step.HostWrite(0, place.type(), value);
      case WRITE_TYPE -> new Arm64Step.Write(0, place.type(), value);
      case WRITE_COUNTER -> new Arm64Step.Write(0, place.counter(), value);
      case WRITE_ENABLES_SET -> write(Kind.PMCNTENSET, value);
      case WRITE_ENABLES_CLEAR -> write(Kind.PMCNTENCLR, value);
      case WRITE_OVERFLOWS_SET -> write(Kind.PMOVSSET, value);
      case WRITE_OVERFLOWS_CLEAR -> write(Kind.PMOVSCLR, value);
      case WRITE_PMCR -> write(Kind.PMCR, value);
      case WRITE_MDCR -> write(Kind.MDCR, value);
      case WRITE_HCR -> write(Kind.HCR, value);
      case WRITE_ADVERTISED -> write(Kind.PMCEID0, value);
      case READ_TYPE -> new Arm64Step.Read(0, place.type());
      case READ_COUNTER -> new Arm64Step.Read(0, place.counter());
      case READ_ENABLES -> read(Kind.PMCNTENSET);
      case READ_OVERFLOWS -> read(Kind.PMOVSSET);
      case READ_PMCR -> read(Kind.PMCR);
      case READ_MDCR -> read(Kind.MDCR);
      case READ_HCR -> read(Kind.HCR);
      case READ_ADVERTISED_0 -> read(Kind.PMCEID0);
      case READ_ADVERTISED_1 -> read(Kind.PMCEID1);
      case GO -> new Arm64Step.Go(0, VcpuRegisters.level(value));
      case SW_INCR -> new Arm64Step.SwIncr(0, value);
      case RETIRE -> new Arm64Step.Retire(0, (int) value, values.value(times));
    };
  }

  private static Arm64Step write(Kind kind, long value) {
    return new Arm64Step.Write(0, Register.of(kind), value);
  }

  private static Arm64Step read(Kind kind) {
    return new Arm64Step.Read(0, Register.of(kind));
  }
}
