package pmuoracle.oracle.prove.arm64;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import pmuoracle.oracle.encoding.arm64.Acceptance;
import pmuoracle.oracle.encoding.arm64.Change;
import pmuoracle.oracle.encoding.arm64.CounterState;
import pmuoracle.oracle.encoding.arm64.FilterCalls;
import pmuoracle.oracle.encoding.arm64.MachineTerms;
import pmuoracle.oracle.encoding.arm64.RegisterChange;
import pmuoracle.oracle.encoding.arm64.RegisterTransitions;
import pmuoracle.oracle.encoding.arm64.Setting;
import pmuoracle.oracle.encoding.arm64.VcpuRegisters;
import pmuoracle.oracle.encoding.arm64.VmState;
import pmuoracle.oracle.prove.ProgramWitness;
import pmuoracle.oracle.smt.Assignment;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.step.Plan;
import pmuoracle.oracle.step.arm64.Action;
import pmuoracle.oracle.step.arm64.CallFunction;
import pmuoracle.oracle.step.arm64.CounterFunction;
import pmuoracle.oracle.step.arm64.RegisterFunction;
import pmuoracle.oracle.step.arm64.StepInputs;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Machine.Irqchip;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Step;

/**
 * A program whose operands are unknown, run over terms: one counter of one virtual CPU, and calls
 * through it or another. Every assignment is such a program, and what it says of a step is to be
 * seen there.
 */
final class Scenario {
  private final Terms terms;
  private final Arm64Model model;
  private final MachineTerms machine;
  private final Word index;
  private final boolean cycle;
  private final List<Bool> given = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();

  private FilterCalls calls;
  private VmState vm;
  private VcpuRegisters registers;
  private CounterState counter;

  /** The step of an assignment, if it is taken, and what is looked at in its outcome. */
  private record Part(Function<Assignment, Optional<Step>> step, List<Look> looks) {}

  private record Look(ToIntFunction<Assignment> place, Word cell) {}

  /** Some machine that is nested or is not, with one counter that is looked at. */
  Scenario(Terms terms, Arm64Model model, boolean nested, boolean cycle) {
    this.terms = terms;
    this.model = model;
    this.cycle = cycle;
    machine = MachineTerms.variables(terms);
    index = cycle ? terms.word(64, Arm64Machine.CYCLE) : terms.variable("index", 64);
    calls = new FilterCalls(terms, terms.word(32, 0), List.of());
    vm = Acceptance.creation(machine).next();
    registers = transitions().initial().next();
    counter = CounterState.zero(terms);
    given.add(machine.exists(model));
    given.add(machine.pmu());
    given.add(machine.irqchip());
    given.add(machine.irqchipReady());
    given.add(machine.strict().not());
    given.add(machine.pmus().is(1));
    given.add(nested ? machine.nested() : machine.nested().not());
    given.add(cycle ? terms.bool(true) : index.below(machine.counters()));
  }

  Terms terms() {
    return terms;
  }

  MachineTerms machine() {
    return machine;
  }

  /** Everything that must hold for the program to go as told. */
  List<Bool> given() {
    return given;
  }

  Scenario given(Bool condition) {
    given.add(condition);
    return this;
  }

  Setting setting() {
    return new Setting(model, machine, calls.filter(), index, cycle);
  }

  VcpuRegisters registers() {
    return registers;
  }

  CounterState counter() {
    return counter;
  }

  /** The calls are made before anything runs, and accepted. */
  Scenario filtered(FilterCalls these) {
    calls = these;
    given.add(these.count().atMost(these.calls().size()));
    for (int i = 0; i < these.calls().size(); i++) {
      var call = these.calls().get(i);
      Bool made = these.made(i);
      given.add(
          made.implies(Acceptance.endsWithin(model, machine, call.base(), call.nevents(), 32)));
      parts.add(
          new Part(
              values -> made(values, made, new Arm64Step.SetFilter(0, Requests.of(call, values))),
              List.of()));
    }
    return this;
  }

  private static Optional<Step> made(Assignment values, Bool condition, Step step) {
    return values.value(condition) ? Optional.of(step) : Optional.empty();
  }

  /** The virtual CPU is initialised and runs. */
  Scenario started() {
    vm = Acceptance.initialisation(model, machine, vm, terms.bool(true)).next();
    vm = Acceptance.run(model, machine, vm).next();
    parts.add(new Part(values -> Optional.of(new Arm64Step.Init(0, true)), List.of()));
    parts.add(new Part(values -> Optional.of(new Arm64Step.Run(0)), List.of()));
    return take(Action.LOAD, terms.word(64, 0));
  }

  /** A step of the virtual CPU; none of it faults. */
  Scenario then(Action action, Word first, Function<Assignment, Step> step) {
    parts.add(new Part(values -> Optional.of(step.apply(values)), new ArrayList<>()));
    return take(action, first);
  }

  /** The same of which the counter's answer is looked at; 64 bits. */
  Word seen(Action action, Word first, Function<Assignment, Step> step) {
    Change change = change(plan(action), inputs(first));
    parts.add(new Part(values -> Optional.of(step.apply(values)), List.of(look(change))));
    given.add(change.known());
    take(action, first);
    return change.answer();
  }

  private Look look(Change change) {
    return new Look(
        values -> (int) values.value(cycle ? machine.counters() : index), change.answer());
  }

  /** Registers are read; 64 bits. */
  Word read(Action action, Function<Assignment, Step> step) {
    RegisterChange change =
        Objects.requireNonNull(plan(action).registers(cycle))
            .change(transitions(), inputs(terms.word(64, 0)));
    given.add(change.fault().is(0));
    given.add(change.known());
    parts.add(
        new Part(
            values -> Optional.of(step.apply(values)), List.of(new Look(v -> 1, change.answer()))));
    return change.answer();
  }

  /** A filter is asked for through a second virtual CPU; the errno. */
  Word asked(Acceptance.Request request) {
    Acceptance called = Acceptance.filter(model, machine, vm.throughAnother(), request);
    vm = called.next();
    parts.add(
        new Part(
            values -> Optional.of(new Arm64Step.SetFilter(1, Requests.of(request, values))),
            List.of(new Look(v -> 0, called.errno()))));
    calls = Requests.added(calls, request, called.errno().is(0));
    return called.errno();
  }

  private Scenario take(Action action, Word first) {
    StepInputs in = inputs(first);
    Optional<RegisterFunction> shared = Optional.ofNullable(plan(action).registers(cycle));
    Bool follows = terms.bool(true);
    if (shared.isPresent()) {
      RegisterChange change = shared.get().change(transitions(), in);
      given.add(change.fault().is(0));
      follows = change.follow();
      in = in.leading(change.next());
    }
    counter = CounterState.choose(follows, change(plan(action), in).next(), counter);
    registers = in.after();
    return this;
  }

  private Plan<CallFunction, RegisterFunction, CounterFunction> plan(Action action) {
    return action.plan(model);
  }

  private Change change(Plan<CallFunction, RegisterFunction, CounterFunction> plan, StepInputs in) {
    return Objects.requireNonNull(plan.counters()).change(setting(), in);
  }

  private StepInputs inputs(Word first) {
    Bool no = terms.bool(false);
    return new StepInputs(
        machine,
        calls.filter(),
        no,
        index,
        registers,
        registers,
        first,
        terms.word(64, 1),
        no,
        terms.word(64, 0),
        counter);
  }

  private RegisterTransitions transitions() {
    return new RegisterTransitions(model, machine, calls.filter());
  }

  /** The program of the assignment, and what is to be seen. */
  ProgramWitness witness(Assignment values) {
    List<Step> steps = new ArrayList<>();
    List<ProgramWitness.Seen> seen = new ArrayList<>();
    for (Part part : parts) {
      Optional<Step> step = part.step().apply(values);
      if (step.isPresent()) {
        steps.add(step.get());
        for (Look look : part.looks()) {
          seen.add(
              new ProgramWitness.Seen(
                  model,
                  steps.size() - 1,
                  look.place().applyAsInt(values),
                  values.value(look.cell())));
        }
      }
    }
    GuestProgram program = new GuestProgram(facts(values), steps);
    List<String> argument = List.of(new ProgramWitness(program, seen, List.of()).toString());
    return new ProgramWitness(program, seen, argument);
  }

  private Arm64Machine facts(Assignment values) {
    return new Arm64Machine(
        (int) values.value(machine.hostVersion()),
        values.value(machine.impdefTraps()),
        (int) values.value(machine.vmVersion()),
        (int) values.value(machine.counters()),
        values.value(machine.hardwareEl3()),
        values.value(machine.guestEl3()),
        values.value(machine.nested()),
        true,
        false,
        Irqchip.READY,
        1,
        values.value(machine.fineGrainedTraps()),
        values.value(machine.ceid0()),
        values.value(machine.ceid1()),
        2,
        values.value(machine.guestEl2()));
  }
}
