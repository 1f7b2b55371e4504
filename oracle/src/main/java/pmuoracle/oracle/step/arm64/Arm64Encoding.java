package pmuoracle.oracle.step.arm64;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import pmuoracle.oracle.RuleSet;
import pmuoracle.oracle.encoding.Components;
import pmuoracle.oracle.encoding.arm64.Acceptance;
import pmuoracle.oracle.encoding.arm64.Change;
import pmuoracle.oracle.encoding.arm64.ChosenCalls;
import pmuoracle.oracle.encoding.arm64.CounterState;
import pmuoracle.oracle.encoding.arm64.MachineTerms;
import pmuoracle.oracle.encoding.arm64.RegisterChange;
import pmuoracle.oracle.encoding.arm64.RegisterTransitions;
import pmuoracle.oracle.encoding.arm64.Ruling;
import pmuoracle.oracle.encoding.arm64.Setting;
import pmuoracle.oracle.encoding.arm64.VcpuRegisters;
import pmuoracle.oracle.encoding.arm64.VmState;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.step.Encoding;
import pmuoracle.oracle.step.Layout;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Rule;

/** The functions of one arm64 model. */
public record Arm64Encoding(Arm64Model model)
    implements Encoding<CallFunction, RegisterFunction, CounterFunction, Ruling> {
  /** Where what they read and say stands. */
  public static final Layout LAYOUT =
      new Layout(
          MachineTerms.SIZE,
          VmState.SIZE,
          1,
          2,
          StepInputs.INDEX,
          StepInputs.BEFORE,
          StepInputs.AFTER,
          VcpuRegisters.SIZE,
          -1,
          StepInputs.CARRIED,
          StepInputs.CHAINED,
          StepInputs.COUNTER,
          CounterState.SIZE,
          StepInputs.SIZE,
          CallInputs.SIZE,
          RuleSet.words(Arm64Rule.values().length));

  @Override
  public Layout layout() {
    return LAYOUT;
  }

  @Override
  public Set<CallFunction> calls() {
    return EnumSet.allOf(CallFunction.class);
  }

  @Override
  public Set<RegisterFunction> registers() {
    return EnumSet.allOf(RegisterFunction.class);
  }

  @Override
  public Set<CounterFunction> counters(boolean isSpecial) {
    return EnumSet.allOf(CounterFunction.class);
  }

  @Override
  public List<Term> variables(Terms terms) {
    return StepInputs.variables(MachineTerms.variables(terms), asked(terms).filter()).terms();
  }

  @Override
  public List<Term> callVariables(Terms terms) {
    return CallInputs.of(Components.variables(terms)).terms();
  }

  @Override
  public Asked<Ruling> asked(Terms terms) {
    Terms.Predicate allows = terms.predicate("allows", 16);
    Terms.Predicate covers = terms.predicate("covers", 16);
    return new Asked<>(new Ruling.Answered(allows, covers), List.of(allows, covers));
  }

  @Override
  public Ruling choose(Bool condition, Ruling then, Ruling otherwise) {
    return then.equals(otherwise) ? then : ChosenCalls.chosen(condition, then, otherwise);
  }

  @Override
  public List<Term> call(CallFunction function, List<Term> inputs) {
    Acceptance acceptance = function.acceptance(model, CallInputs.of(Components.of(inputs)));
    return LAYOUT.outputs(acceptance.next().terms(), acceptance.fired(), acceptance.errno());
  }

  @Override
  public List<Term> registers(RegisterFunction function, List<Term> inputs, Ruling filter) {
    StepInputs in = StepInputs.of(inputs, filter);
    RegisterChange change =
        function.change(new RegisterTransitions(model, in.machine(), in.filter()), in);
    return LAYOUT.outputs(
        change.next().terms(),
        change.fired(),
        change.fault(),
        change.answer(),
        change.known(),
        change.follow());
  }

  @Override
  public List<Term> counter(
      CounterFunction function, boolean isSpecial, List<Term> inputs, Ruling filter) {
    StepInputs in = StepInputs.of(inputs, filter);
    Setting setting = new Setting(model, in.machine(), in.filter(), in.index(), isSpecial);
    Change change = function.change(setting, in);
    return LAYOUT.outputs(
        change.next().terms(),
        change.fired(),
        change.answer(),
        change.known(),
        change.carries(),
        change.chains());
  }
}
