package pmuoracle.oracle.encoding.x86;

import pmuoracle.oracle.encoding.Fired;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.Fault;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Rule;

/**
 * What each step does to one counter, of either kind; steps not named here leave it as it is. Words
 * given as parameters have 64 bits.
 */
public record CounterTransitions(CounterKind kind) {

  /** A filter was accepted: pending iff the generation pushes it. */
  public Change filterSet(CounterState counter) {
    return Change.to(counter.withPending(counter.pending().or(terms().bool(model().push()))));
  }

  /** The guest writes the counter's event select; answers the fault. */
  public Change selectWritten(VcpuRegisters registers, CounterState counter, Word written) {
    Bool intel = machine().intel();
    Word kept = written.and(WritableBits.eventSelect(kind.setting()));
    Bool reserved = kept.is(written).not();
    boolean dropped = model().selectReserved() == X86Model.SelectReserved.DROPPED;
    Bool faults = reserved.and(intel.or(terms().bool(!dropped)));
    Bool changed = faults.not().and(kept.is(counter.select()).not());
    CounterState copied =
        counter.withSelect(kept).withShadow(machine().mediated().choose(kept, counter.shadow()));
    return Programming.due(kind, registers, copied, changed)
        .when(changed, counter)
        .answering(fault(faults))
        .because(
            Fired.none(terms())
                .with(X86Rule.WRITE_RESERVED_FAULTS, faults.and(intel))
                .with(
                    dropped ? X86Rule.WRITE_RESERVED_DROPPED : X86Rule.SELECT_RESERVED_FAULTS,
                    reserved.and(intel.not()))
                .with(X86Rule.WRITE_SAME_NOTHING, faults.not().and(changed.not())));
  }

  /** The guest writes the value through the legacy address: Intel extends the sign of 32 bits. */
  public Change legacyWritten(CounterState counter, Word written) {
    return valueWritten(
        counter, machine().intel().choose(written.bits(31, 0).signExtend(64), written));
  }

  /** The guest writes the value through Intel's full-width alias; answers the fault. */
  public Change fullWidthWritten(CounterState counter, Word written) {
    Bool faults = written.and(machine().counterMask().not()).is(0).not();
    return valueWritten(counter, written)
        .when(faults.not(), counter)
        .answering(fault(faults))
        .because(Fired.none(terms()).with(X86Rule.WRITE_RESERVED_FAULTS, faults));
  }

  /** The value is written and cut to the width; what was counted on the side is forgotten. */
  public Change valueWritten(CounterState counter, Word written) {
    CounterState next =
        counter.withValue(written.and(machine().counterMask())).withSide(terms().word(64, 0));
    return Period.written(kind, next)
        .because(Fired.none(terms()).with(X86Rule.COUNTER_WRITE_UNFILTERED, terms().bool(true)));
  }

  /** The value is read. */
  public Change read(CounterState counter) {
    return Change.nothing(counter)
        .answering(counter.read(machine()))
        .because(Fired.none(terms()).with(X86Rule.READ_AS_WRITTEN, terms().bool(true)));
  }

  /** The event select is read. */
  public Change selectRead(CounterState counter) {
    return Change.nothing(counter)
        .answering(counter.select())
        .because(Fired.none(terms()).with(X86Rule.READ_AS_WRITTEN, terms().bool(true)));
  }

  /** Global status is read; answers the counter's bit in its place. */
  public Change statusRead(CounterState counter) {
    Word bit = terms().word(64, 1).shiftLeft(kind.place());
    return Change.nothing(counter).answering(counter.status().choose(bit, terms().word(64, 0)));
  }

  /** Registers of the virtual CPU changed: programmed or pending iff the change concerns it. */
  public Change registersChanged(VcpuRegisters before, VcpuRegisters after, CounterState counter) {
    Bool perf = machine().mediated().not();
    Bool global =
        perf.and(before.globalControl().xor(after.globalControl()).shiftRight(kind.place()).bit(0));
    if (kind instanceof FixedCounter fixed) {
      return fixedControlChanged(fixed, before, after, counter, global);
    }
    return Programming.due(kind, after, counter, global).and(c -> levelChanged(before, after, c));
  }

  private Change fixedControlChanged(
      FixedCounter fixed,
      VcpuRegisters before,
      VcpuRegisters after,
      CounterState counter,
      Bool global) {
    Word nibble = fixed.nibble(after.fixedControl());
    Bool written = before.fixedControl().is(after.fixedControl()).not();
    Bool fromGuest = nibble.is(fixed.nibble(before.fixedControl())).not();
    Bool fromShadow = written.and(nibble.is(counter.shadow()).not());
    Bool mediated = machine().mediated();
    Bool shadowCompared =
        mediated.and(terms().bool(model().mediated() == X86Model.Mediated.SHADOW_COMPARED));
    CounterState copied =
        counter.withShadow(mediated.and(written).choose(nibble, counter.shadow()));
    Bool named = shadowCompared.choose(fromShadow, fromGuest);
    Fired fired = Fired.none(terms());
    if (model().mediated() != X86Model.Mediated.ABSENT) {
      fired =
          fired
              .with(X86Rule.MEDIATED_FIXED_HOLE, mediated.and(fromShadow).and(named.not()))
              .with(
                  X86Rule.MEDIATED_FIXED_CLOSED,
                  shadowCompared.and(fromShadow).and(fromGuest.not()));
    }
    return Programming.due(kind, after, copied, global.or(named)).because(fired);
  }

  /** SVME or the level changed: the shadow of a counter that minds is programmed at once. */
  private Change levelChanged(VcpuRegisters before, VcpuRegisters after, CounterState counter) {
    if (!(kind instanceof GeneralPurposeCounter general) || !model().hostGuestOnly()) {
      return Change.nothing(counter);
    }
    Bool moved = before.svme().iff(after.svme()).and(before.l2().iff(after.l2())).not();
    Bool minds = kind.setting().hostGuestOnly().and(general.levelled(counter.select()));
    return Programming.of(kind, after, counter).when(moved.and(minds), counter);
  }

  /** The guest clears overflow bits. */
  public Change statusCleared(CounterState counter, Word cleared) {
    Bool mine = cleared.shiftRight(kind.place()).bit(0);
    return Change.to(counter.withStatus(counter.status().and(mine.not())));
  }

  /** The virtual CPU enters the guest: what is pending is programmed, then hardware is loaded. */
  public Change entered(VcpuRegisters registers, CounterState counter) {
    CounterState served = counter.withPending(terms().bool(false));
    Change programmed = Programming.of(kind, registers, served).when(counter.pending(), counter);
    CounterState next = programmed.next();
    return Change.to(next.withLoaded(machine().mediated().choose(next.shadow(), counter.loaded())))
        .because(programmed.fired());
  }

  /** See {@link Counting#retired}. */
  public Change retired(
      VcpuRegisters registers, CounterState counter, Word event, Word times, Bool user) {
    return Counting.retired(kind, registers, counter, event, times, user);
  }

  /** See {@link Counting#completed}. */
  public Change completed(VcpuRegisters registers, CounterState counter, Word event, Bool user) {
    return Counting.completed(kind, registers, counter, event, user);
  }

  /** The owner resets the virtual CPU; what a latching generation has latched stays. */
  public Change reset(CounterState counter) {
    CounterState zero = CounterState.zero(terms());
    boolean latches = model().emulated() == X86Model.EmulatedCounting.LATCHED;
    return Change.to(latches ? zero.withRunning(zero.running(), counter.programmed()) : zero);
  }

  /**
   * The owner sets the same CPUID again: from v6.8 on that resets a virtual CPU that has not run.
   */
  public Change cpuidSet(CounterState counter, Bool ran) {
    return model().refresh() == X86Model.Refresh.RESETS
        ? reset(counter).when(ran.not(), counter)
        : Change.nothing(counter);
  }

  private Word fault(Bool faults) {
    return faults.choose(terms().word(64, Fault.GP.number()), terms().word(64, 0));
  }

  private Terms terms() {
    return kind.setting().terms();
  }

  private MachineTerms machine() {
    return kind.setting().machine();
  }

  private X86Model model() {
    return kind.setting().model();
  }
}
