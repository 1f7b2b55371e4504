package pmuoracle.oracle.symbolic.x86;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pmuoracle.oracle.encoding.x86.Listing;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.step.x86.Action;
import pmuoracle.oracle.step.x86.CallFunction;
import pmuoracle.oracle.step.x86.CounterFunction;
import pmuoracle.oracle.step.x86.RegisterFunction;
import pmuoracle.oracle.symbolic.Alternative;
import pmuoracle.oracle.symbolic.Selector;
import pmuoracle.oracle.symbolic.Shape;
import pmuoracle.oracle.symbolic.SizeTerm;
import pmuoracle.oracle.symbolic.StepTerms;
import pmuoracle.oracle.symbolic.x86.ObservedCounter.Place;
import pmuoracle.spec.x86.Emulated;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Model;

/**
 * One step of which only is known what it may be.
 *
 * @param selector what it is
 * @param first 64 bits: the value written or loaded, the event
 * @param times 64 bits: how often the event occurs
 * @param flag whether the privilege is user's, or whether there is a value to load
 * @param branch whether a branch is completed, else an instruction
 * @param request the filter request
 */
public record SymbolicStep(
    Selector<Action> selector,
    Map<Action, Shape> shapes,
    Word first,
    Word times,
    Bool flag,
    Bool branch,
    SymbolicRequest request)
    implements StepTerms<Action> {
  static SymbolicStep variables(
      Terms terms,
      String name,
      Set<Action> allowed,
      Map<Action, Shape> shapes,
      SymbolicRequest request) {
    return new SymbolicStep(
        Selector.variable(terms, name, Action.class, allowed),
        shapes,
        terms.variable(name + "-first", 64),
        terms.variable(name + "-times", 64),
        terms.variable(name + "-flag"),
        terms.variable(name + "-branch"),
        request);
  }

  /** A step that is this action; a filter request has any number of events. */
  public static SymbolicStep only(Terms terms, Action action) {
    return variables(
        terms,
        "step",
        Set.of(action),
        Place.REPRESENTATIVES.get(0).shapes(),
        SymbolicRequest.unlisted(terms, "step"));
  }

  @Override
  public Map<String, Term> operands() {
    Map<String, Term> operands = new HashMap<>(request.fields().named());
    operands.put("vcpu", first.terms().bool(false));
    operands.put("times", times);
    operands.put("privilege", flag);
    operands.put("what", branch);
    operands.put("global-control", flag);
    return operands;
  }

  @Override
  public List<Word> entries() {
    return request.fields().entries();
  }

  /** True iff it is one of those allowed, and the machine can have it. */
  public Bool exists(MachineTerms machine) {
    return selector.exists(action -> fits(action, machine));
  }

  private Bool fits(Action action, MachineTerms machine) {
    Terms terms = machine.world();
    return switch (action) {
      case SET_FILTER -> request.exists();
      case WRITE_FULL_WIDTH, READ_FULL_WIDTH -> machine.intel();
      case WRITE_FIXED_CONTROL, READ_FIXED_CONTROL -> machine.globalBits().bits(63, 32).is(0).not();
      case WRITE_GLOBAL_CONTROL,
          WRITE_STATUS,
          WRITE_STATUS_CLEAR,
          READ_GLOBAL_CONTROL,
          READ_STATUS,
          READ_STATUS_CLEAR ->
          machine.globalControl();
      case WRITE_EFER ->
          terms.all(machine.intel().not(), machine.nested(), first.isClear(~Register.SVME));
      case READ_EFER -> machine.intel().not().and(machine.nested());
      case RETIRE ->
          terms.all(
              first.and(machine.keyMask()).is(first),
              terms.word(64, 1).atMost(times),
              times.atMost(0xffff_ffffL));
      case ENTER_L2, LEAVE_L2 ->
          machine.nested().and(flag.implies(machine.intel().and(machine.globalControl())));
      case WRITE_SELECT,
          WRITE_LEGACY,
          WRITE_FIXED_COUNTER,
          READ_SELECT,
          READ_COUNTER,
          ENTER,
          EMULATE,
          HOST_READ,
          HOST_WRITE,
          RESET,
          INIT,
          SET_CPUID ->
          terms.bool(true);
    };
  }

  /** What it can be, in order. */
  List<Alternative<CallFunction, RegisterFunction, CounterFunction, Listing>> alternatives(
      X86Model model, MachineTerms machine) {
    List<Term> called = request.operands(model);
    return selector.inOrder().stream()
        .map(
            action ->
                new Alternative<CallFunction, RegisterFunction, CounterFunction, Listing>(
                    is(action),
                    action.plan(),
                    List.of(action == Action.EMULATE ? completed(machine) : first, times, flag),
                    called,
                    flag.terms().bool(false),
                    before -> request.list(model, machine)))
        .toList();
  }

  /** The event KVM completes. */
  private Word completed(MachineTerms machine) {
    Terms terms = machine.world();
    Word onIntel = terms.word(64, Emulated.BRANCH.event(Vendor.INTEL));
    Word onAmd = terms.word(64, Emulated.BRANCH.event(Vendor.AMD));
    Word instruction = terms.word(64, Emulated.INSTRUCTION.event(Vendor.INTEL));
    return branch.choose(machine.intel().choose(onIntel, onAmd), instruction);
  }

  @Override
  public void parts(SizeTerm parts) {
    request.parts(is(Action.SET_FILTER), parts);
  }

  @Override
  public void bits(SizeTerm bits) {
    for (Action action : selector.inOrder()) {
      Bool when = is(action);
      switch (action) {
        case SET_FILTER -> request.bits(when, bits);
        case EMULATE -> {
          bits.flag(when, flag);
          bits.flag(when, branch);
        }
        case WRITE_FULL_WIDTH, READ_FULL_WIDTH -> bits.flag(when);
        case ENTER_L2, LEAVE_L2, RETIRE -> bits.flag(when, flag);
        case WRITE_SELECT,
            WRITE_LEGACY,
            WRITE_FIXED_COUNTER,
            WRITE_FIXED_CONTROL,
            WRITE_GLOBAL_CONTROL,
            WRITE_STATUS,
            WRITE_STATUS_CLEAR,
            WRITE_EFER,
            READ_SELECT,
            READ_COUNTER,
            READ_FIXED_CONTROL,
            READ_GLOBAL_CONTROL,
            READ_STATUS,
            READ_STATUS_CLEAR,
            READ_EFER,
            ENTER,
            HOST_READ,
            HOST_WRITE,
            RESET,
            INIT,
            SET_CPUID -> {}
      }
    }
    bits.setBits(hasFirst(), first);
  }

  /** True iff the first word is one to read. */
  private Bool hasFirst() {
    return flag.and(selector.isAny(List.of(Action.ENTER_L2, Action.LEAVE_L2)))
        .or(
            selector.isAny(
                List.of(
                    Action.WRITE_SELECT,
                    Action.WRITE_LEGACY,
                    Action.WRITE_FULL_WIDTH,
                    Action.WRITE_FIXED_COUNTER,
                    Action.WRITE_FIXED_CONTROL,
                    Action.WRITE_GLOBAL_CONTROL,
                    Action.WRITE_STATUS,
                    Action.WRITE_STATUS_CLEAR,
                    Action.WRITE_EFER,
                    Action.RETIRE,
                    Action.HOST_WRITE)));
  }
}
