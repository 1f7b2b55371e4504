package pmuoracle.oracle.symbolic.arm64;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pmuoracle.oracle.encoding.arm64.ChosenCalls;
import pmuoracle.oracle.encoding.arm64.Ruling;
import pmuoracle.oracle.encoding.arm64.VcpuRegisters;
import pmuoracle.oracle.encoding.arm64.VmState;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.step.arm64.Action;
import pmuoracle.oracle.step.arm64.CallFunction;
import pmuoracle.oracle.step.arm64.CounterFunction;
import pmuoracle.oracle.step.arm64.RegisterFunction;
import pmuoracle.oracle.symbolic.Alternative;
import pmuoracle.oracle.symbolic.Selector;
import pmuoracle.oracle.symbolic.Shape;
import pmuoracle.oracle.symbolic.SizeTerm;
import pmuoracle.oracle.symbolic.State;
import pmuoracle.oracle.symbolic.StepTerms;
import pmuoracle.oracle.symbolic.arm64.ObservedCounter.Place;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Model.EventSpace;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.Level;

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
    Map<Action, Shape> shapes,
    Bool other,
    Word first,
    Word times,
    Bool interrupt,
    SymbolicRequest request)
    implements StepTerms<Action> {
  static SymbolicStep variables(
      Terms terms, String name, Set<Action> allowed, Map<Action, Shape> shapes) {
    return new SymbolicStep(
        Selector.variable(terms, name, Action.class, allowed),
        shapes,
        terms.variable(name + "-other"),
        terms.variable(name + "-first", 64),
        terms.variable(name + "-times", 64),
        terms.variable(name + "-interrupt"),
        SymbolicRequest.variables(terms, name));
  }

  /** A step that is this action. */
  public static SymbolicStep only(Terms terms, Action action) {
    return variables(terms, "step", Set.of(action), Place.REPRESENTATIVES.get(0).shapes());
  }

  @Override
  public Map<String, Term> operands() {
    Map<String, Term> operands = new HashMap<>(request.fields().named());
    operands.put("vcpu", other);
    operands.put("times", times);
    operands.put("interrupt", interrupt);
    return operands;
  }

  @Override
  public List<Word> entries() {
    return List.of();
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

  @Override
  public void parts(SizeTerm parts) {
    parts.flag(is(Action.SET_FILTER));
  }

  @Override
  public void bits(SizeTerm bits) {
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
}
