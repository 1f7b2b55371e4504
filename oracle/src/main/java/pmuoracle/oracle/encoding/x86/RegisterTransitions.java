package pmuoracle.oracle.encoding.x86;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.oracle.encoding.Fired;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.Fault;
import pmuoracle.spec.x86.FixedControl;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Model.FixedFilter;
import pmuoracle.spec.x86.X86Rule;

/**
 * What each step does to the registers that the counters of a virtual CPU share. Counters then
 * follow by {@link CounterTransitions#registersChanged}. Written values have 64 bits.
 */
public record RegisterTransitions(X86Model model, MachineTerms machine, FilterTerms filter) {

  /** Before the first step. */
  public RegisterChange initial() {
    return RegisterChange.of(zero().withGlobalControl(initialGlobal()), Fired.none(terms()));
  }

  private Word initialGlobal() {
    return switch (model.initialGlobal()) {
      case GENERAL_PURPOSE_AND_FIXED -> machine.globalBits();
      case ZERO -> terms().word(64, 0);
      case GENERAL_PURPOSE -> generalPurpose();
    };
  }

  private Word generalPurpose() {
    return machine.globalBits().and(0xffff_ffffL);
  }

  /** The guest writes fixed control (Intel's). */
  public RegisterChange fixedControlWritten(VcpuRegisters before, Word written) {
    Bool reserved = written.and(machine.fixedBits().not()).is(0).not();
    Bool rejected = reserved.not().and(enablesRejected(before.fixedControl(), written));
    Bool same = written.is(before.fixedControl());
    Fired fired = Fired.none(terms()).with(X86Rule.WRITE_SAME_NOTHING, same);
    RegisterChange change =
        RegisterChange.of(before.withFixedControl(written), fired)
            .unless(rejected, Fault.GP, before)
            .unless(reserved, Fault.GP, before)
            .because(Fired.none(terms()).with(X86Rule.WRITE_RESERVED_FAULTS, reserved));
    return (model.fixedFilter() == FixedFilter.REJECT_FAULTING
            ? change.because(Fired.none(terms()).with(X86Rule.FIXED_REJECT_FAULTS, rejected))
            : change)
        .followedIfOther(before);
  }

  /** True iff a rejected counter's nibble changes to one that enables it. */
  private Bool enablesRejected(Word before, Word written) {
    List<Bool> enabled = new ArrayList<>();
    for (int i = 0; i < X86Machine.MAX_FIXED; i++) {
      Word nibble = written.bits(4 * i + 3, 4 * i);
      enabled.add(
          nibble
              .is(before.bits(4 * i + 3, 4 * i))
              .not()
              .and(nibble.isClear(FixedControl.ENABLE).not())
              .and(filter.bitmap().bit(i)));
    }
    return model.fixedFilter() == FixedFilter.REJECT_FAULTING
        ? filter.present().and(terms().any(enabled))
        : terms().bool(false);
  }

  /** The guest writes global control. */
  public RegisterChange globalControlWritten(VcpuRegisters before, Word written) {
    Word kept = written.and(machine.globalBits());
    Bool reserved = kept.is(written).not();
    Bool faults = machine.intel().and(reserved);
    Fired fired =
        Fired.none(terms())
            .with(X86Rule.WRITE_SAME_NOTHING, kept.is(before.globalControl()))
            .with(X86Rule.WRITE_RESERVED_DROPPED, reserved.and(machine.globalControl()));
    return RegisterChange.of(before.withGlobalControl(kept), fired)
        .unless(faults, Fault.GP, before)
        .because(Fired.none(terms()).with(X86Rule.WRITE_RESERVED_FAULTS, faults))
        .followedIfOther(before);
  }

  /** The guest writes EFER (AMD's): clearing SVME in L2 leaves L2. */
  public RegisterChange eferWritten(VcpuRegisters before, Word written) {
    Bool svme = written.bit(12);
    return RegisterChange.of(
            before.withLevel(svme, before.l2().and(svme)),
            Fired.none(terms()).with(X86Rule.WRITE_SAME_NOTHING, svme.iff(before.svme())))
        .followedIfOther(before);
  }

  /** A register is read. */
  public RegisterChange read(VcpuRegisters before) {
    return RegisterChange.of(
        before, Fired.none(terms()).with(X86Rule.READ_AS_WRITTEN, terms().bool(true)));
  }

  /** The guest reads the register that clears status. */
  public RegisterChange statusClearRead(VcpuRegisters before) {
    RegisterChange change = read(before);
    return model.clearReadsBack()
        ? change
            .answering(before.statusClear())
            .because(Fired.none(terms()).with(X86Rule.CLEAR_READS_BACK, terms().bool(true)))
        : change;
  }

  /** The guest reads EFER (AMD's). */
  public RegisterChange eferRead(VcpuRegisters before) {
    return read(before)
        .answering(before.svme().choose(terms().word(64, Register.SVME), terms().word(64, 0)));
  }

  /** The guest writes global status, which is read-only: nothing changes. */
  public RegisterChange statusWritten(VcpuRegisters before) {
    return RegisterChange.of(before, Fired.none(terms()))
        .unless(machine.intel(), Fault.GP, before)
        .because(Fired.none(terms()).with(X86Rule.WRITE_READ_ONLY, terms().bool(true)));
  }

  /**
   * The guest writes the register that clears status; the counters follow iff there is no fault.
   */
  public RegisterChange statusClearWritten(VcpuRegisters before, Word written) {
    Bool reserved = written.and(WritableBits.statusClear(machine).not()).is(0).not();
    VcpuRegisters next = model.clearReadsBack() ? before.withStatusClear(written) : before;
    return RegisterChange.of(
            next,
            Fired.none(terms())
                .with(X86Rule.WRITE_RESERVED_DROPPED, reserved.and(machine.globalControl())))
        .unless(machine.intel().and(reserved), Fault.GP, before)
        .because(
            Fired.none(terms()).with(X86Rule.WRITE_RESERVED_FAULTS, machine.intel().and(reserved)))
        .followedUnlessFaulting();
  }

  /**
   * The guest enters its own guest.
   *
   * @param loads whether the transition loads global control
   */
  public RegisterChange l2Entered(VcpuRegisters before, Bool loads, Word loaded) {
    Bool undefined = machine.intel().not().and(before.svme().not());
    return moved(before, true, loads, loaded)
        .unless(before.l2().not().and(undefined), Fault.UD, before)
        .because(
            Fired.none(terms()).with(X86Rule.L2_WITHOUT_SVME, before.l2().not().and(undefined)))
        .followedIfOther(before);
  }

  /** The guest's own guest exits to it. */
  public RegisterChange l2Left(VcpuRegisters before, Bool loads, Word loaded) {
    return moved(before, false, loads, loaded).followedIfOther(before);
  }

  private RegisterChange moved(VcpuRegisters before, boolean inward, Bool loads, Word loaded) {
    Terms terms = terms();
    Bool moves = inward ? before.l2().not() : before.l2();
    VcpuRegisters there = before.withLevel(before.svme(), terms.bool(inward));
    RegisterChange written = globalControlWritten(there, loaded);
    Bool acts = moves.and(loads);
    // A refused load refuses the whole transition.
    Bool refused = acts.and(written.fault().is(0).not());
    VcpuRegisters next = VcpuRegisters.choose(loads, written.next(), there);
    return RegisterChange.of(
            VcpuRegisters.choose(moves, next, before),
            Fired.none(terms).with(X86Rule.L2_SAME_VERDICT, moves))
        .unless(refused, Fault.GP, before)
        .because(Fired.none(terms).with(X86Rule.L2_LOADS_GLOBAL, acts).with(written.fired(), acts));
  }

  /** The owner resets the virtual CPU. */
  public RegisterChange reset() {
    return RegisterChange.of(
        zero().withGlobalControl(generalPurpose()),
        Fired.none(terms())
            .with(X86Rule.RESET_STOPS, terms().bool(true))
            .with(X86Rule.RESET_GLOBAL, machine.globalControl()));
  }

  /** The virtual CPU takes an INIT. */
  public RegisterChange init(VcpuRegisters before) {
    Bool no = terms().bool(false);
    return RegisterChange.of(
            before.withLevel(no, no),
            Fired.none(terms()).with(X86Rule.INIT_KEEPS, terms().bool(true)))
        .followedIfOther(before);
  }

  /**
   * The owner sets the same CPUID again.
   *
   * @param ran whether the virtual CPU has run
   */
  public RegisterChange cpuidSet(VcpuRegisters before, Bool ran) {
    Bool first = ran.not();
    Fired none = Fired.none(terms());
    return switch (model.refresh()) {
      case GLOBAL_CONTROL_ALWAYS ->
          RegisterChange.of(
              before.withGlobalControl(initialGlobal()),
              none.with(X86Rule.CPUID_GLOBAL, machine.globalControl()));
      case GLOBAL_CONTROL ->
          RegisterChange.of(
              before.withGlobalControl(first.choose(initialGlobal(), before.globalControl())),
              none.with(X86Rule.CPUID_GLOBAL, first.and(machine.globalControl()))
                  .with(X86Rule.CPUID_KEEPS, ran));
      case NOTHING -> RegisterChange.of(before, none.with(X86Rule.CPUID_KEEPS, terms().bool(true)));
      case RESETS ->
          RegisterChange.of(
              VcpuRegisters.choose(first, initial().next(), before),
              none.with(X86Rule.CPUID_RESETS, first).with(X86Rule.CPUID_KEEPS, ran));
    };
  }

  private VcpuRegisters zero() {
    Word zero = terms().word(64, 0);
    Bool no = terms().bool(false);
    return new VcpuRegisters(zero, zero, no, no, zero);
  }

  private Terms terms() {
    return machine.world();
  }
}
