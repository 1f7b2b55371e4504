package pmuoracle.harness.shrink.arm64;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.Register;

/** Two event counters, or two virtual CPUs, exchanged throughout. */
final class CounterReduction {
  private final int one;
  private final int other;

  private CounterReduction(int one, int other) {
    this.one = one;
    this.other = other;
  }

  static Stream<GuestProgram> renumbered(GuestProgram program) {
    Arm64Machine machine = (Arm64Machine) program.machine();
    return Stream.concat(
        pairs(machine.counters())
            .map(pair -> new CounterReduction(pair[0], pair[1]))
            .flatMap(swap -> Arm64Reduction.mapped(program, swap::exchanged)),
        pairs(machine.vcpus()).flatMap(pair -> withVcpus(program, pair[0], pair[1])));
  }

  private static Stream<int[]> pairs(int count) {
    return IntStream.range(0, count)
        .boxed()
        .flatMap(low -> IntStream.range(low + 1, count).mapToObj(high -> new int[] {low, high}));
  }

  private static Stream<GuestProgram> withVcpus(GuestProgram program, int low, int high) {
    return Arm64Reduction.mapped(
        program,
        step ->
            step.vcpu() == low
                ? Vcpus.moved(step, high)
                : step.vcpu() == high ? Vcpus.moved(step, low) : step);
  }

  private Arm64Step exchanged(Arm64Step step) {
    if (step instanceof Arm64Step.Write s) {
      return new Arm64Step.Write(
          s.vcpu(), exchanged(s.register()), value(s.register().kind(), s.value()));
    } else if (step instanceof Arm64Step.Read s) {
      return new Arm64Step.Read(s.vcpu(), exchanged(s.register()));
    } else if (step instanceof Arm64Step.HostWrite s) {
      return new Arm64Step.HostWrite(s.vcpu(), exchanged(s.register()), s.value());
    } else if (step instanceof Arm64Step.SwIncr s) {
      return new Arm64Step.SwIncr(s.vcpu(), bits(s.mask()));
    }
    return step;
  }

  private Register exchanged(Register register) {
    int index = register.index();
    return !register.isIndexed() || (index != one && index != other)
        ? register
        : new Register(register.kind(), index == one ? other : one);
  }

  private long value(Register.Kind kind, long value) {
    return switch (kind) {
      case PMCNTENSET, PMCNTENCLR, PMOVSSET, PMOVSCLR -> bits(value);
      case PMEVTYPER, PMEVCNTR, PMCCFILTR, PMCCNTR, PMCR, PMCEID0, PMCEID1, MDCR, HCR -> value;
    };
  }

  private long bits(long value) {
    boolean alike = ((value >>> one) & 1) == ((value >>> other) & 1);
    return alike ? value : value ^ (1L << one) ^ (1L << other);
  }
}
