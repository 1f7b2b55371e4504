package pmuoracle.oracle.step.x86;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pmuoracle.oracle.RuleSet;
import pmuoracle.oracle.encoding.Components;
import pmuoracle.oracle.encoding.Fired;
import pmuoracle.oracle.encoding.Remembered;
import pmuoracle.oracle.encoding.x86.Acceptance;
import pmuoracle.oracle.encoding.x86.Change;
import pmuoracle.oracle.encoding.x86.CounterState;
import pmuoracle.oracle.encoding.x86.FilterTerms;
import pmuoracle.oracle.encoding.x86.ListedRules;
import pmuoracle.oracle.encoding.x86.Listing;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.encoding.x86.RegisterChange;
import pmuoracle.oracle.encoding.x86.RegisterTransitions;
import pmuoracle.oracle.encoding.x86.VcpuRegisters;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.step.Encoding;
import pmuoracle.oracle.step.Layout;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Rule;

/** The functions of one x86 model. */
public record X86Encoding(X86Model model)
    implements Encoding<CallFunction, RegisterFunction, CounterFunction, Listing> {
  /** Where what they read and say stands. */
  public static final Layout LAYOUT =
      new Layout(
          MachineTerms.SIZE,
          FilterTerms.SIZE + 1,
          0,
          FilterTerms.SIZE + 1,
          StepInputs.INDEX,
          StepInputs.BEFORE,
          StepInputs.AFTER,
          VcpuRegisters.SIZE,
          StepInputs.RAN,
          -1,
          -1,
          StepInputs.COUNTER,
          CounterState.SIZE,
          StepInputs.SIZE,
          CallInputs.SIZE,
          RuleSet.words(X86Rule.values().length));

  /** Whoever knows the answers. */
  private record Answered(Terms.Predicate listed, Map<X86Rule, Terms.Predicate> rules)
      implements Listing {
    @Override
    public Bool of(Word eventSelect) {
      return listed.of(eventSelect);
    }

    @Override
    public Fired fired(Word eventSelect) {
      Fired fired = Fired.none(eventSelect.terms());
      for (var rule : rules.entrySet()) {
        fired = fired.with(rule.getKey(), rule.getValue().of(eventSelect));
      }
      return fired;
    }
  }

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
    return CounterFunction.of(isSpecial);
  }

  @Override
  public List<Term> variables(Terms terms) {
    return StepInputs.variables(MachineTerms.variables(terms), e -> terms.bool(false)).terms();
  }

  @Override
  public List<Term> callVariables(Terms terms) {
    return CallInputs.of(Components.variables(terms)).terms();
  }

  @Override
  public Asked<Listing> asked(Terms terms) {
    Terms.Predicate listed = terms.predicate("listed", 64);
    Map<X86Rule, Terms.Predicate> rules = new EnumMap<>(X86Rule.class);
    List<Terms.Predicate> predicates = new ArrayList<>(List.of(listed));
    for (X86Rule rule : ListedRules.of(model.matching())) {
      Terms.Predicate fired = terms.predicate(rule.id(), 64);
      rules.put(rule, fired);
      predicates.add(fired);
    }
    return new Asked<>(new Answered(listed, rules), predicates);
  }

  @Override
  public Listing choose(Bool condition, Listing then, Listing otherwise) {
    return then.equals(otherwise)
        ? then
        : new Remembered(event -> condition.choose(then.of(event), otherwise.of(event)))::of;
  }

  @Override
  public List<Term> call(CallFunction function, List<Term> inputs) {
    CallInputs in = CallInputs.of(Components.of(inputs));
    Acceptance acceptance = function.acceptance(model, in);
    return LAYOUT.outputs(
        function.next(model, in, acceptance.errno().is(0)), acceptance.fired(), acceptance.errno());
  }

  @Override
  public List<Term> registers(RegisterFunction function, List<Term> inputs, Listing filter) {
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

  /** An entry leaves a perf-backed counter that is not pending as it is; that is proved. */
  @Override
  public Bool idle(CounterFunction function, List<Term> inputs) {
    StepInputs in = StepInputs.of(inputs, e -> e.terms().bool(false));
    return function == CounterFunction.ENTERED
        ? in.machine().mediated().or(in.counter().pending()).not()
        : in.flag().terms().bool(false);
  }

  @Override
  public List<Term> counter(
      CounterFunction function, boolean isSpecial, List<Term> inputs, Listing filter) {
    StepInputs in = StepInputs.of(inputs, filter);
    Change change = function.change(CounterFunction.kind(model, in, isSpecial), in);
    Bool no = in.flag().terms().bool(false);
    return LAYOUT.outputs(
        change.next().terms(), change.fired(), change.answer(), change.known(), no, no);
  }
}
