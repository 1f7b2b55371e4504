package pmuoracle.harness.shrink.x86;

import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pmuoracle.harness.shrink.x86.X86Reduction.Candidate;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.FixedControl;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Step;

/** Two counters of one sort, or two virtual CPUs, exchanged throughout. */
final class CounterReduction {
  private static final int FIXED_BIT = 32;

  private final boolean fixed;
  private final int one;
  private final int other;

  private CounterReduction(boolean fixed, int one, int other) {
    this.fixed = fixed;
    this.one = one;
    this.other = other;
  }

  static Stream<Candidate> renumbered(GuestProgram program) {
    X86Machine machine = (X86Machine) program.machine();
    return Stream.of(
            pairs(machine.generalPurpose())
                .map(pair -> new CounterReduction(false, pair[0], pair[1]))
                .map(swap -> X86Reduction.mapped(program, swap::exchanged)),
            pairs(machine.fixed())
                .map(pair -> new CounterReduction(true, pair[0], pair[1]))
                .map(swap -> X86Reduction.mapped(program, swap::exchanged)),
            pairs(machine.vcpus()).map(pair -> withVcpus(program, pair[0], pair[1])))
        .flatMap(candidates -> candidates);
  }

  private static Stream<int[]> pairs(int count) {
    return IntStream.range(0, count)
        .boxed()
        .flatMap(low -> IntStream.range(low + 1, count).mapToObj(high -> new int[] {low, high}));
  }

  private static Candidate withVcpus(GuestProgram program, int low, int high) {
    return X86Reduction.mapped(
        program,
        step ->
            step.vcpu() == low
                ? Vcpus.moved(step, high)
                : step.vcpu() == high ? Vcpus.moved(step, low) : step);
  }

  private X86Step exchanged(X86Step step) {
    if (step instanceof X86Step.SetFilter s && fixed) {
      return new X86Step.SetFilter(exchanged(s.request()));
    } else if (step instanceof X86Step.Write s) {
      return new X86Step.Write(
          s.vcpu(), exchanged(s.register()), value(s.register().kind(), s.value()));
    } else if (step instanceof X86Step.Read s) {
      return new X86Step.Read(s.vcpu(), exchanged(s.register()));
    } else if (step instanceof X86Step.HostRead s) {
      return new X86Step.HostRead(s.vcpu(), exchanged(s.counter()));
    } else if (step instanceof X86Step.HostWrite s) {
      return new X86Step.HostWrite(s.vcpu(), exchanged(s.counter()), s.value());
    } else if (step instanceof X86Step.EnterL2 s) {
      return new X86Step.EnterL2(s.vcpu(), loaded(s.globalControl()));
    } else if (step instanceof X86Step.LeaveL2 s) {
      return new X86Step.LeaveL2(s.vcpu(), loaded(s.globalControl()));
    } else if (step instanceof X86Step.Retire s && fixed) {
      return new X86Step.Retire(s.vcpu(), event(s.event()), s.times(), s.privilege());
    }
    return step;
  }

  private FilterRequest exchanged(FilterRequest r) {
    return new FilterRequest(
        r.action(),
        r.nevents(),
        exchanged(r.bitmap(), one, other, 1),
        r.flags(),
        r.pad(),
        r.events(),
        r.readable());
  }

  private Register exchanged(Register register) {
    boolean indexed =
        switch (register.kind()) {
          case EVENT_SELECT, COUNTER, FULL_WIDTH_COUNTER -> !fixed;
          case FIXED_COUNTER -> fixed;
          case FIXED_CONTROL, GLOBAL_CONTROL, GLOBAL_STATUS, GLOBAL_STATUS_CLEAR, EFER -> false;
        };
    if (!indexed || (register.index() != one && register.index() != other)) {
      return register;
    }
    return new Register(register.kind(), register.index() == one ? other : one);
  }

  private long value(Register.Kind kind, long value) {
    return switch (kind) {
      case GLOBAL_CONTROL, GLOBAL_STATUS, GLOBAL_STATUS_CLEAR -> global(value);
      case FIXED_CONTROL -> fixed ? exchanged(value, 4 * one, 4 * other, 0xf) : value;
      case EVENT_SELECT, COUNTER, FULL_WIDTH_COUNTER, FIXED_COUNTER, EFER -> value;
    };
  }

  private long global(long value) {
    int base = fixed ? FIXED_BIT : 0;
    return exchanged(value, base + one, base + other, 1);
  }

  private OptionalLong loaded(OptionalLong value) {
    return value.isPresent() ? OptionalLong.of(global(value.getAsLong())) : value;
  }

  private long event(long event) {
    if (event == FixedControl.encoding(one)) {
      return FixedControl.encoding(other);
    }
    return event == FixedControl.encoding(other) ? FixedControl.encoding(one) : event;
  }

  /** The fields of this mask at two places exchanged. */
  private static long exchanged(long value, int one, int other, long mask) {
    long first = (value >>> one) & mask;
    long second = (value >>> other) & mask;
    return (value & ~(mask << one) & ~(mask << other)) | (first << other) | (second << one);
  }
}
