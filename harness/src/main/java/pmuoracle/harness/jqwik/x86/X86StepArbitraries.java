package pmuoracle.harness.jqwik.x86;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import pmuoracle.spec.Step;
import pmuoracle.spec.x86.Emulated;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.Privilege;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Step;

/** The steps one machine can have. */
final class X86StepArbitraries {
  private final X86Model model;
  private final X86Machine machine;
  private final Arbitrary<Integer> vcpus;

  X86StepArbitraries(X86Model model, X86Machine machine) {
    this.model = model;
    this.machine = machine;
    vcpus = Arbitraries.integers().between(0, machine.vcpus() - 1);
  }

  Arbitrary<Step> steps() {
    List<Tuple2<Integer, Arbitrary<Step>>> kinds = new ArrayList<>();
    kinds.add(Tuple.of(6, retires()));
    kinds.add(Tuple.of(3, emulations()));
    kinds.add(Tuple.of(4, vcpus.map(X86Step.Enter::new)));
    kinds.add(
        Tuple.of(
            3,
            X86RequestArbitraries.requests(model, machine.vendor()).map(X86Step.SetFilter::new)));
    kinds.add(Tuple.of(1, vcpus.map(X86Step.Reset::new)));
    List<Register> registers = Register.of(machine);
    if (!registers.isEmpty()) {
      kinds.add(Tuple.of(8, writes(registers)));
      kinds.add(Tuple.of(3, reads(registers)));
    }
    List<Register> counters = registers.stream().filter(Register::isCounter).toList();
    if (!counters.isEmpty()) {
      kinds.add(Tuple.of(1, hostAccesses(counters)));
    }
    if (machine.nested()) {
      kinds.add(Tuple.of(2, transitions()));
    }
    return Arbitraries.frequencyOf(kinds);
  }

  private Arbitrary<Step> retires() {
    Arbitrary<Long> events =
        X86Arbitraries.events().map(event -> event & machine.vendor().keyMask());
    Arbitrary<Long> times = Arbitraries.longs().between(1, 0xffff_ffffL);
    return Combinators.combine(vcpus, events, times, Arbitraries.of(Privilege.class))
        .as(X86Step.Retire::new);
  }

  private Arbitrary<Step> emulations() {
    return Combinators.combine(
            vcpus, Arbitraries.of(Emulated.class), Arbitraries.of(Privilege.class))
        .as(X86Step.Emulate::new);
  }

  private Arbitrary<Step> writes(List<Register> registers) {
    return Arbitraries.of(registers)
        .flatMap(
            register ->
                Combinators.combine(vcpus, values(register))
                    .as((vcpu, value) -> new X86Step.Write(vcpu, register, value)));
  }

  private Arbitrary<Step> reads(List<Register> registers) {
    return Combinators.combine(vcpus, Arbitraries.of(registers)).as(X86Step.Read::new);
  }

  private Arbitrary<Step> hostAccesses(List<Register> counters) {
    Arbitrary<Step> reads =
        Combinators.combine(vcpus, Arbitraries.of(counters)).as(X86Step.HostRead::new);
    Arbitrary<Step> writes =
        Combinators.combine(vcpus, Arbitraries.of(counters), Arbitraries.longs())
            .as(X86Step.HostWrite::new);
    return Arbitraries.oneOf(reads, writes);
  }

  private Arbitrary<Step> transitions() {
    Arbitrary<OptionalLong> loaded =
        machine.vendor() == Vendor.INTEL && machine.globalControl()
            ? Arbitraries.oneOf(
                Arbitraries.just(OptionalLong.empty()), globalControls().map(OptionalLong::of))
            : Arbitraries.just(OptionalLong.empty());
    Arbitrary<Step> entries = Combinators.combine(vcpus, loaded).as(X86Step.EnterL2::new);
    Arbitrary<Step> exits = Combinators.combine(vcpus, loaded).as(X86Step.LeaveL2::new);
    return Arbitraries.oneOf(entries, exits);
  }

  private Arbitrary<Long> values(Register register) {
    return switch (register.kind()) {
      case EVENT_SELECT -> selects();
      case FIXED_CONTROL -> fixedControls();
      case GLOBAL_CONTROL, GLOBAL_STATUS, GLOBAL_STATUS_CLEAR -> globalControls();
      case EFER -> Arbitraries.of(0L, Register.SVME);
      case COUNTER, FULL_WIDTH_COUNTER, FIXED_COUNTER ->
          Arbitraries.oneOf(
              Arbitraries.longs(), Arbitraries.longs().between(-3, 0).map(this::inWidth));
    };
  }

  private long inWidth(long value) {
    return value & machine.counterMask();
  }

  private Arbitrary<Long> selects() {
    Arbitrary<Long> flags =
        Arbitraries.of(
            0L,
            EventSelect.ENABLE,
            EventSelect.ENABLE | EventSelect.OS,
            EventSelect.ENABLE | EventSelect.USR,
            EventSelect.ENABLE | EventSelect.OS | EventSelect.USR);
    Arbitrary<Long> others = Arbitraries.longs().map(bits -> bits & 0xff9c_0000L);
    return Combinators.combine(
            X86Arbitraries.events(),
            flags,
            Arbitraries.frequencyOf(Tuple.of(4, Arbitraries.just(0L)), Tuple.of(1, others)))
        .as((event, flag, other) -> (event & machine.vendor().keyMask()) | flag | other);
  }

  private Arbitrary<Long> fixedControls() {
    return Arbitraries.of(0L, 1L, 2L, 3L, 0xbL)
        .list()
        .ofSize(machine.fixed())
        .map(nibbles -> nibbles.stream().reduce(0L, (value, nibble) -> (value << 4) | nibble));
  }

  private Arbitrary<Long> globalControls() {
    return Arbitraries.oneOf(
        Arbitraries.of(0L, machine.globalBits()),
        Arbitraries.longs().map(bits -> bits & machine.globalBits()));
  }
}
