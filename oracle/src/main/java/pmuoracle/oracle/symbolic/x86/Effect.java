package pmuoracle.oracle.symbolic.x86;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.oracle.encoding.x86.Acceptance;
import pmuoracle.oracle.encoding.x86.Change;
import pmuoracle.oracle.encoding.x86.CounterKind;
import pmuoracle.oracle.encoding.x86.CounterState;
import pmuoracle.oracle.encoding.x86.CounterTransitions;
import pmuoracle.oracle.encoding.x86.EventFilter;
import pmuoracle.oracle.encoding.x86.FixedCounter;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.encoding.x86.RegisterChange;
import pmuoracle.oracle.encoding.x86.RegisterTransitions;
import pmuoracle.oracle.encoding.x86.Setting;
import pmuoracle.oracle.encoding.x86.VcpuRegisters;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.symbolic.Cell;
import pmuoracle.spec.Observation;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.X86Model;

/** What a step does if it is a certain action; the twin of the oracle's run over numbers. */
final class Effect {
  private final X86Model model;
  private final MachineTerms machine;
  private final State before;
  private final SymbolicStep step;
  private final Action action;
  private final RegisterTransitions shared;
  private final CounterKind kind;
  private final CounterTransitions own;
  private final List<Cell> cells = new ArrayList<>();
  private final List<Applied> applied = new ArrayList<>();
  private final State next;

  Effect(SymbolicRun run, State before, SymbolicStep step, Action action) {
    model = run.model();
    machine = run.machine().facts();
    this.before = before;
    this.step = step;
    this.action = action;
    shared = new RegisterTransitions(model, machine, before.filter());
    kind = run.counter().kind(new Setting(model, machine, before.filter(), run.counter().index()));
    own = new CounterTransitions(kind);
    next = taken();
  }

  State next() {
    return next;
  }

  /** What is observed; a read raises no fault. */
  List<Cell> cells() {
    return cells;
  }

  List<Applied> applied() {
    return applied;
  }

  private State taken() {
    VcpuRegisters registers = before.registers();
    CounterState counter = before.counter();
    return switch (action) {
      case SET_FILTER -> filterSet();
      case WRITE_SELECT -> faulting(own.selectWritten(registers, counter, step.first()));
      case WRITE_LEGACY -> faulting(own.legacyWritten(counter, step.first()));
      case WRITE_FULL_WIDTH -> faulting(own.fullWidthWritten(counter, step.first()));
      case WRITE_FIXED_COUNTER -> faulting(own.valueWritten(counter, step.first()));
      case WRITE_FIXED_CONTROL -> changed(shared.fixedControlWritten(registers, step.first()));
      case WRITE_GLOBAL_CONTROL -> changed(shared.globalControlWritten(registers, step.first()));
      case WRITE_STATUS -> changed(shared.statusWritten(registers));
      case WRITE_STATUS_CLEAR -> statusCleared();
      case WRITE_EFER -> changed(shared.eferWritten(registers, step.first()));
      case READ_SELECT -> read(counter.select());
      case READ_COUNTER, READ_FULL_WIDTH, HOST_READ -> {
        Change read = own.read(counter);
        observe(Observation.VALUE, read.answer(), before.unsettled().not());
        yield counted(read);
      }
      case READ_FIXED_CONTROL -> read(registers.fixedControl());
      case READ_GLOBAL_CONTROL -> read(registers.globalControl());
      case READ_STATUS -> {
        Word bit = word(1).shiftLeft(kind.place());
        observe(Observation.VALUE, counter.status().choose(bit, word(0)), before.unsettled().not());
        yield before;
      }
      case READ_STATUS_CLEAR -> read(word(0));
      case READ_EFER -> read(registers.svme().choose(word(Register.SVME), word(0)));
      case ENTER -> counted(own.entered(registers, counter));
      case RETIRE ->
          observed(own.retired(registers, counter, step.first(), step.times(), step.flag()));
      case EMULATE ->
          observed(own.completed(registers, counter, step.completed(machine), step.flag()));
      case ENTER_L2 -> changed(shared.l2Entered(registers, step.flag(), step.first()));
      case LEAVE_L2 -> changed(shared.l2Left(registers, step.flag(), step.first()));
      case HOST_WRITE -> counted(own.valueWritten(counter, step.first()));
      case RESET -> {
        VcpuRegisters reset = shared.reset().next();
        yield applied(reset, own.reset(counter), terms().bool(true));
      }
    };
  }

  private State filterSet() {
    Acceptance acceptance = step.request().acceptance(model, machine);
    observe(Observation.ERRNO, acceptance.errno(), terms().bool(true));
    Bool accepted = acceptance.errno().is(0);
    Word bitmap = model.headerBytes() > 8 ? step.request().bitmap() : terms().word(32, 0);
    EventFilter filter =
        new EventFilter(
            terms().bool(true),
            step.request().action(),
            bitmap,
            step.request().list(model, machine));
    Change change = own.filterSet(before.counter());
    applied.add(
        new Applied(
            action,
            step.is(action).and(accepted),
            kind,
            before.registers(),
            before.registers(),
            before.counter(),
            change));
    State installed =
        new State(
            before.registers(),
            change.next(),
            filter,
            before.unsettled().or(step.request().unsettled(model)));
    return State.choose(accepted, installed, before);
  }

  private State statusCleared() {
    RegisterChange change = shared.statusClearWritten(before.registers(), step.first());
    observe(Observation.FAULT, change.fault(), terms().bool(true));
    Bool clears = change.fault().is(0);
    State cleared =
        applied(change.next(), own.statusCleared(before.counter(), step.first()), clears);
    return State.choose(clears, cleared, before.with(change.next(), before.counter()));
  }

  /** Counters follow the shared registers. */
  private State changed(RegisterChange change) {
    observe(Observation.FAULT, change.fault(), terms().bool(true));
    Change followed = own.registersChanged(before.registers(), change.next(), before.counter());
    return applied(change.next(), followed, terms().bool(true));
  }

  private State faulting(Change change) {
    observe(Observation.FAULT, change.answer(), terms().bool(true));
    return counted(change);
  }

  private State observed(Change change) {
    String name = kind instanceof FixedCounter ? "fixed" : "gp";
    observe(
        new Observation(Observation.Kind.COUNT, name), change.answer(), before.unsettled().not());
    return counted(change);
  }

  private State read(Word value) {
    observe(Observation.VALUE, value, terms().bool(true));
    return before;
  }

  private State counted(Change change) {
    return applied(before.registers(), change, terms().bool(true));
  }

  private State applied(VcpuRegisters after, Change change, Bool condition) {
    applied.add(
        new Applied(
            action,
            step.is(action).and(condition),
            kind,
            before.registers(),
            after,
            before.counter(),
            change));
    return before.with(after, change.next());
  }

  private void observe(Observation what, Word value, Bool known) {
    cells.add(new Cell(what, terms().bool(true), value, known));
  }

  private Word word(long value) {
    return terms().word(64, value);
  }

  private Terms terms() {
    return machine.world();
  }
}
