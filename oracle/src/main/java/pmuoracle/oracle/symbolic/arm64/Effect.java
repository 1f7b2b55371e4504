package pmuoracle.oracle.symbolic.arm64;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.oracle.encoding.arm64.Acceptance;
import pmuoracle.oracle.encoding.arm64.Change;
import pmuoracle.oracle.encoding.arm64.CounterReads;
import pmuoracle.oracle.encoding.arm64.CounterState;
import pmuoracle.oracle.encoding.arm64.CounterTransitions;
import pmuoracle.oracle.encoding.arm64.Counting;
import pmuoracle.oracle.encoding.arm64.EventFilter;
import pmuoracle.oracle.encoding.arm64.MachineTerms;
import pmuoracle.oracle.encoding.arm64.RegisterChange;
import pmuoracle.oracle.encoding.arm64.RegisterTransitions;
import pmuoracle.oracle.encoding.arm64.Ruling;
import pmuoracle.oracle.encoding.arm64.Setting;
import pmuoracle.oracle.encoding.arm64.VcpuRegisters;
import pmuoracle.oracle.encoding.arm64.VmState;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.symbolic.Cell;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Observation.Kind;
import pmuoracle.spec.arm64.Arm64Model.Hardware;

/** What a step does if it is a certain action; the twin of the oracle's run over numbers. */
final class Effect {
  private static final Observation COUNT = new Observation(Kind.COUNT, "counter");
  private static final Observation HARDWARE = new Observation(Kind.HARDWARE, "type");

  private final SymbolicRun run;
  private final MachineTerms machine;
  private final State before;
  private final SymbolicStep step;
  private final Action action;
  private final RegisterTransitions shared;
  private final Setting setting;
  private final CounterTransitions own;
  private final List<Cell> cells = new ArrayList<>();
  private final List<Applied> applied = new ArrayList<>();
  private final State next;

  Effect(SymbolicRun run, State before, SymbolicStep step, Action action) {
    this.run = run;
    machine = run.machine().facts();
    this.before = before;
    this.step = step;
    this.action = action;
    EventFilter filter = new EventFilter(before.vm().filtered(), before.ruling());
    shared = new RegisterTransitions(run.model(), machine, filter);
    setting =
        new Setting(run.model(), machine, filter, run.counter().index(), run.counter().cycle());
    own = new CounterTransitions(setting);
    // A step of a virtual CPU that has not run does not happen; what it shows is unknown.
    next = action.isGuests() ? State.choose(before.ran(), taken(), before) : taken();
  }

  State next() {
    return next;
  }

  List<Cell> cells() {
    return cells;
  }

  List<Applied> applied() {
    return applied;
  }

  private State taken() {
    VcpuRegisters registers = before.registers();
    CounterState counter = before.counter();
    Word first = step.first();
    CounterReads reads = new CounterReads(setting, run.chained());
    return switch (action) {
      case SET_FILTER -> {
        VmState vm = asked();
        Acceptance answer = Acceptance.filter(run.model(), machine, vm, step.request().asked());
        State called = called(answer);
        Bool accepted = answer.errno().is(0);
        Ruling more =
            Calls.appended(before.vm().filtered(), before.ruling(), step.request().range());
        yield new State(
            called.vm(),
            called.other(),
            called.ran(),
            registers,
            counter,
            Calls.chosen(accepted, more, before.ruling()));
      }
      case SELECT_PMU -> called(Acceptance.selection(run.model(), machine, asked(), first));
      case INIT -> called(Acceptance.initialisation(machine, asked(), step.interrupt()));
      case RUN -> run();
      case LOAD -> loaded();
      case HOST_WRITE_TYPE -> changed(registers, own.hostTypeWritten(counter, first), always());
      case WRITE_TYPE -> {
        RegisterChange access =
            setting.cycle()
                ? shared.cycleTypeWritten(registers)
                : shared.typeWritten(registers, setting.index());
        yield written(access, own.typeWritten(registers, counter, first));
      }
      case WRITE_COUNTER -> written(accessed(), own.valueWritten(registers, counter, first));
      case WRITE_ENABLES_SET -> bitmap(own.enablesWritten(registers, counter, first, true));
      case WRITE_ENABLES_CLEAR -> bitmap(own.enablesWritten(registers, counter, first, false));
      case WRITE_OVERFLOWS_SET -> bitmap(own.overflowsWritten(registers, counter, first, true));
      case WRITE_OVERFLOWS_CLEAR -> bitmap(own.overflowsWritten(registers, counter, first, false));
      case WRITE_PMCR -> {
        RegisterChange change = shared.pmcrWritten(registers, first);
        yield followed(change, own.pmcrWritten(registers, change.next(), counter, first));
      }
      case WRITE_MDCR -> {
        RegisterChange change = shared.mdcrWritten(registers, first);
        yield followed(change, own.mdcrWritten(registers, change.next(), counter));
      }
      case WRITE_HCR -> faulting(shared.hcrWritten(registers, first));
      case WRITE_ADVERTISED -> faulting(shared.readOnlyWritten(registers));
      case READ_TYPE -> read(accessed(), reads.type(counter));
      case READ_COUNTER -> read(accessed(), reads.value(registers, counter));
      case READ_ENABLES -> read(shared.accessed(registers), reads.enabled(registers, counter));
      case READ_OVERFLOWS -> read(shared.accessed(registers), reads.overflowed(registers, counter));
      case READ_PMCR -> read(shared.pmcrRead(registers));
      case READ_MDCR -> read(shared.mdcrRead(registers));
      case READ_HCR -> read(shared.hcrRead(registers));
      case READ_ADVERTISED_0 -> read(shared.advertisedRead(registers, false));
      case READ_ADVERTISED_1 -> read(shared.advertisedRead(registers, true));
      case GO -> {
        RegisterChange change = shared.moved(registers, first);
        yield followed(change, own.moved(change.next(), counter));
      }
      case SW_INCR -> counted(counting().incremented(first));
      case RETIRE -> counted(counting().retired(first, step.times()));
    };
  }

  /** The virtual machine as the virtual CPU the call is made through sees it. */
  private VmState asked() {
    VmState vm = before.vm();
    return new VmState(
        vm.filtered(),
        vm.hasRun(),
        vm.selected(),
        vm.selection(),
        step.other().choose(before.other(), vm.initialised()));
  }

  private State called(Acceptance answer) {
    observe(Observation.ERRNO, answer.errno(), always());
    VmState after = answer.next();
    VmState vm =
        new VmState(
            after.filtered(),
            after.hasRun(),
            after.selected(),
            after.selection(),
            step.other().choose(before.vm().initialised(), after.initialised()));
    return new State(
        vm,
        step.other().choose(after.initialised(), before.other()),
        before.ran(),
        before.registers(),
        before.counter(),
        before.ruling());
  }

  private State run() {
    Acceptance answer = Acceptance.run(machine, asked());
    State called = called(answer);
    Bool runs = answer.errno().is(0).and(step.other().not());
    State running = called.running();
    VcpuRegisters after = shared.loaded(before.registers()).next();
    State loaded =
        run.model().hardware() == Hardware.NONE
            ? running.with(after)
            : running
                .with(after)
                .with(apply(after, own.loaded(before.registers(), before.counter()), runs).next());
    return State.choose(runs, loaded, called);
  }

  private State loaded() {
    VcpuRegisters after = shared.loaded(before.registers()).next();
    Change change = apply(after, own.loaded(before.registers(), before.counter()), always());
    observe(HARDWARE, change.answer(), change.known());
    return before.with(after).with(change.next());
  }

  /** An access of the counter's registers, or of its type to read it. */
  private RegisterChange accessed() {
    return setting.cycle()
        ? shared.accessed(before.registers())
        : shared.counterAccessed(before.registers(), setting.index());
  }

  /** The counter is changed if there is no fault. */
  private State written(RegisterChange access, Change change) {
    observeGuest(Observation.FAULT, access.fault(), always());
    return changed(access.next(), change, access.fault().is(0));
  }

  private State bitmap(Change change) {
    return followed(shared.accessed(before.registers()), change);
  }

  private State followed(RegisterChange access, Change change) {
    observeGuest(Observation.FAULT, access.fault(), always());
    return changed(access.next(), change, access.follow());
  }

  private State faulting(RegisterChange change) {
    observeGuest(Observation.FAULT, change.fault(), always());
    return before.with(change.next());
  }

  private State read(RegisterChange access, Change change) {
    observeGuest(Observation.FAULT, access.fault(), always());
    Bool fine = access.fault().is(0);
    apply(access.next(), change, fine);
    Word none = terms().word(64, 0);
    observeGuest(
        Observation.VALUE, fine.choose(change.answer(), none), fine.implies(change.known()));
    return before.with(access.next());
  }

  private State read(RegisterChange access) {
    observeGuest(Observation.FAULT, access.fault(), always());
    observeGuest(Observation.VALUE, access.answer(), access.known());
    return before.with(access.next());
  }

  private Counting counting() {
    return new Counting(
        setting, before.registers(), before.counter(), run.chained(), run.carried());
  }

  private State counted(Change change) {
    observeGuest(COUNT, change.answer(), change.known());
    return changed(shared.counted(before.registers()).next(), change, always());
  }

  private State changed(VcpuRegisters after, Change change, Bool condition) {
    apply(after, change, condition);
    CounterState counter = CounterState.choose(condition, change.next(), before.counter());
    return before.with(after).with(counter);
  }

  private Change apply(VcpuRegisters after, Change change, Bool condition) {
    Bool happens = action.isGuests() ? before.ran().and(condition) : condition;
    applied.add(
        new Applied(
            action,
            step.is(action).and(happens),
            setting,
            before.registers(),
            after,
            before.counter(),
            change));
    return change;
  }

  private void observeGuest(Observation what, Word value, Bool known) {
    observe(what, value, known.and(before.ran()));
  }

  private void observe(Observation what, Word value, Bool known) {
    cells.add(new Cell(what, always(), value, known));
  }

  private Bool always() {
    return terms().bool(true);
  }

  private Terms terms() {
    return machine.world();
  }
}
