package pmuoracle.oracle.arm64;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pmuoracle.oracle.encoding.Fired;
import pmuoracle.oracle.encoding.arm64.Change;
import pmuoracle.oracle.encoding.arm64.CounterState;
import pmuoracle.oracle.encoding.arm64.MachineTerms;
import pmuoracle.oracle.encoding.arm64.RegisterChange;
import pmuoracle.oracle.encoding.arm64.RegisterTransitions;
import pmuoracle.oracle.encoding.arm64.Ruling;
import pmuoracle.oracle.encoding.arm64.Setting;
import pmuoracle.oracle.encoding.arm64.VcpuRegisters;
import pmuoracle.oracle.reach.Guesses;
import pmuoracle.oracle.reach.Transition;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.step.Layout;
import pmuoracle.oracle.step.arm64.Action;
import pmuoracle.oracle.step.arm64.Arm64Encoding;
import pmuoracle.oracle.step.arm64.CallFunction;
import pmuoracle.oracle.step.arm64.CounterFunction;
import pmuoracle.oracle.step.arm64.RegisterFunction;
import pmuoracle.oracle.step.arm64.StepInputs;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Rule;
import pmuoracle.spec.arm64.Level;

/** Everything a model's functions do, to any counter of any virtual CPU under any filter. */
public final class ReachedStates {
  private static final Layout LAYOUT = Arm64Encoding.LAYOUT;

  private final Arm64Model model;
  private final MachineTerms machine;
  private final StepInputs in;
  private final List<Term> called;
  private final Guesses guesses;

  private ReachedStates(Terms terms, Arm64Model model) {
    this.model = model;
    machine = MachineTerms.variables(terms);
    in = StepInputs.variables(machine, Ruling.any(terms, "filter"));
    called = new Arm64Encoding(model).callVariables(terms);
    guesses = new Guesses(List.of(machine.nested(), machine.strict()));
  }

  /** The beginning, calls, and each function of counters and of registers. */
  public static List<Transition> of(Terms terms, Arm64Model model) {
    ReachedStates states = new ReachedStates(terms, model);
    List<Transition> all = new ArrayList<>();
    all.add(states.beginning(terms));
    all.add(states.notRun(terms));
    for (CallFunction function : CallFunction.values()) {
      all.add(states.call(function));
    }
    for (RegisterFunction function : RegisterFunction.values()) {
      all.add(states.registers(function));
    }
    for (boolean cycle : new boolean[] {false, true}) {
      for (CounterFunction function : CounterFunction.values()) {
        all.add(states.counter(function, cycle));
      }
    }
    return all;
  }

  private Transition beginning(Terms terms) {
    CounterState zero = CounterState.zero(terms);
    Bool no = terms.bool(false);
    return new Transition(
        "beginning",
        machine.exists(model),
        Map.of(),
        Guesses.all(of(zero, false), of(zero, true), chained(no), carried(terms.word(64, 0))),
        List.of());
  }

  /** A guest step of a virtual CPU that has not run, which no function decides. */
  private Transition notRun(Terms terms) {
    Arm64Rule rule = Arm64Rule.NOT_RUN;
    return new Transition(
        "not run",
        machine.exists(model),
        Map.of(),
        Map.of(),
        Fired.none(terms).with(rule, terms.bool(true)).words(LAYOUT.rules()));
  }

  private Transition call(CallFunction function) {
    List<Term> outputs = new Arm64Encoding(model).call(function, called);
    boolean begins = function == CallFunction.CREATION;
    return new Transition(
        function.name(),
        machine.exists(model),
        begins ? Map.of() : vm(called.subList(LAYOUT.machine(), LAYOUT.machine() + LAYOUT.vm())),
        vm(outputs.subList(0, LAYOUT.vm())),
        fired(outputs));
  }

  private Transition registers(RegisterFunction function) {
    RegisterChange change = change(function);
    boolean begins = function == RegisterFunction.INITIAL;
    return new Transition(
        function.name(),
        machine.exists(model).and(operands(function)),
        begins ? Map.of() : Guesses.all(of(in.before()), filtered()),
        of(change.next()),
        change.fired().words(LAYOUT.rules()));
  }

  private Optional<RegisterFunction> shared(CounterFunction function, boolean cycle) {
    return Optional.ofNullable(Action.applying(function).plan(model).registers(cycle));
  }

  private RegisterChange change(RegisterFunction function) {
    return function.change(new RegisterTransitions(model, machine, in.filter()), in);
  }

  /** A level there is on the machine. */
  private Bool operands(RegisterFunction function) {
    long el2 = VcpuRegisters.number(Level.VEL2);
    return function == RegisterFunction.MOVED
        ? in.first().below(el2).or(in.first().is(el2).and(machine.nested()))
        : machine.world().bool(true);
  }

  /** A function of counters, where the one of registers before it lets them follow. */
  private Transition counter(CounterFunction function, boolean cycle) {
    Optional<RegisterChange> shared = shared(function, cycle).map(this::change);
    StepInputs led = shared.map(c -> in.leading(c.next())).orElse(in);
    Setting setting = new Setting(model, machine, in.filter(), in.index(), cycle);
    Change change = function.change(setting, led);
    Bool place = cycle ? in.index().is(Arm64Machine.CYCLE) : in.index().below(machine.counters());
    Bool follows =
        shared.map(c -> c.fault().is(0).and(c.follow())).orElse(machine.world().bool(true));
    Bool operands = shared(function, cycle).map(this::operands).orElse(machine.world().bool(true));
    // What a run over numbers remembers of a write of a type register.
    Bool chains = in.chained().or(change.chains());
    return new Transition(
        function + (cycle ? ", cycles" : ", events"),
        machine.world().all(machine.exists(model), place, operands, follows),
        Guesses.all(
            // The owner's store looks at no registers: those handed over are a former step's.
            shared.isEmpty() ? Map.of() : Guesses.all(of(in.before()), filtered()),
            of(in.counter(), cycle),
            chained(in.chained()),
            carried(in.carried())),
        Guesses.all(of(change.next(), cycle), chained(chains), carried(change.carries())),
        change.fired().words(LAYOUT.rules()));
  }

  private static List<Word> fired(List<Term> outputs) {
    return outputs.subList(LAYOUT.callRules(), outputs.size()).stream()
        .map(Word.class::cast)
        .toList();
  }

  private Map<String, Bool> vm(List<Term> components) {
    return guesses.of("vm", components);
  }

  /** The same of the filter's presence as of the virtual machine's. */
  private Map<String, Bool> filtered() {
    return guesses.of("vm", List.of(in.filter().present(), in.dead()));
  }

  private Map<String, Bool> of(VcpuRegisters registers) {
    return Guesses.all(
        guesses.of("registers", registers.terms()),
        Map.of("such registers exist", registers.exist(model, machine)));
  }

  private Map<String, Bool> of(CounterState counter, boolean cycle) {
    return guesses.of(cycle ? "cycles" : "events", counter.terms());
  }

  private Map<String, Bool> chained(Bool chained) {
    return guesses.of("chained", List.of(chained));
  }

  private Map<String, Bool> carried(Word carried) {
    return guesses.of("carried", List.of(carried));
  }
}
