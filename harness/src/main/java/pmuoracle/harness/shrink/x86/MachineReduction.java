package pmuoracle.harness.shrink.x86;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pmuoracle.harness.shrink.Numbers;
import pmuoracle.harness.shrink.x86.X86Reduction.Candidate;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Step;

/**
 * A simpler machine: fewer counters, virtual CPUs and features. Steps it cannot have are dropped,
 * moved to the first virtual CPU, or cut to the counters that are left.
 */
final class MachineReduction {
  private MachineReduction() {}

  static Stream<Candidate> simplerMachines(GuestProgram program) {
    X86Machine machine = (X86Machine) program.machine();
    return machines(machine)
        .filter(simpler -> !simpler.equals(machine))
        .flatMap(
            simpler ->
                Stream.<UnaryOperator<X86Step>>of(
                        step -> step,
                        step -> onFew(step, simpler),
                        step -> cut(step, simpler),
                        step -> cut(onFew(step, simpler), simpler))
                    .map(
                        change ->
                            () ->
                                Stream.of(
                                    new GuestProgram(simpler, left(program, simpler, change)))));
  }

  private static Stream<X86Machine> machines(X86Machine m) {
    return Stream.of(
            below(m.vcpus(), 1).map(m::withVcpus),
            below(m.generalPurpose(), 0).map(count -> counters(m, count, m.fixed())),
            below(m.fixed(), 0).map(count -> counters(m, m.generalPurpose(), count)),
            Stream.of(
                features(m, false, false, false, false, 0),
                m.withMediated(false),
                features(
                    m, m.globalControl(), false, m.mediated(), m.nested(), m.unavailableEvents()),
                features(
                    m,
                    m.globalControl(),
                    m.txWritable(),
                    m.mediated(),
                    false,
                    m.unavailableEvents()),
                features(m, m.globalControl(), m.txWritable(), m.mediated(), m.nested(), 0),
                features(m, false, m.txWritable(), false, m.nested(), m.unavailableEvents()),
                usual(m, m.width(), 64),
                usual(m, 48, m.hostBits())),
            Numbers.lower(m.unavailableEvents())
                .filter(bits -> m.unavailableEvents() != 0)
                .mapToObj(
                    bits ->
                        features(
                            m,
                            m.globalControl(),
                            m.txWritable(),
                            m.mediated(),
                            m.nested(),
                            (int) bits)))
        .flatMap(machines -> machines);
  }

  private static Stream<Integer> below(int count, int least) {
    return IntStream.range(least, count).boxed();
  }

  private static X86Machine counters(X86Machine m, int generalPurpose, int fixed) {
    return new X86Machine(
        m.vendor(),
        generalPurpose,
        fixed,
        m.globalControl(),
        m.width(),
        m.txWritable(),
        m.mediated(),
        m.nested(),
        m.unavailableEvents(),
        m.hostBits(),
        m.vcpus());
  }

  /** Without global control there is no fixed counter either. */
  private static X86Machine features(
      X86Machine m,
      boolean globalControl,
      boolean txWritable,
      boolean mediated,
      boolean nested,
      int unavailableEvents) {
    return new X86Machine(
        m.vendor(),
        m.generalPurpose(),
        globalControl ? m.fixed() : 0,
        globalControl,
        m.width(),
        txWritable,
        mediated,
        nested,
        unavailableEvents,
        m.hostBits(),
        m.vcpus());
  }

  private static X86Machine usual(X86Machine m, int width, int hostBits) {
    return new X86Machine(
        m.vendor(),
        m.generalPurpose(),
        m.fixed(),
        m.globalControl(),
        width,
        m.txWritable(),
        m.mediated(),
        m.nested(),
        m.unavailableEvents(),
        hostBits,
        m.vcpus());
  }

  private static List<Step> left(
      GuestProgram program, X86Machine machine, UnaryOperator<X86Step> change) {
    List<Step> left = new ArrayList<>();
    for (Step step : program.steps()) {
      X86Step changed = change.apply((X86Step) step);
      if (machine.refusal(changed).isEmpty()) {
        left.add(changed);
      }
    }
    return left;
  }

  private static X86Step onFew(X86Step step, X86Machine machine) {
    return step.vcpu() < machine.vcpus() ? step : Vcpus.moved(step, 0);
  }

  /** Without the bits of counters the machine lacks. */
  private static X86Step cut(X86Step step, X86Machine machine) {
    if (step instanceof X86Step.Write s) {
      return new X86Step.Write(s.vcpu(), s.register(), cut(s, machine));
    } else if (step instanceof X86Step.EnterL2 s) {
      return new X86Step.EnterL2(s.vcpu(), cut(s.globalControl(), machine));
    } else if (step instanceof X86Step.LeaveL2 s) {
      return new X86Step.LeaveL2(s.vcpu(), cut(s.globalControl(), machine));
    }
    return step;
  }

  private static long cut(X86Step.Write write, X86Machine machine) {
    if (write.register().kind() == Register.Kind.GLOBAL_CONTROL) {
      return write.value() & machine.globalBits();
    } else if (write.register().kind() == Register.Kind.FIXED_CONTROL && machine.fixed() > 0) {
      return write.value() & (-1L >>> (Long.SIZE - 4 * machine.fixed()));
    }
    return write.value();
  }

  private static OptionalLong cut(OptionalLong loaded, X86Machine machine) {
    boolean loads = loaded.isPresent() && machine.globalControl();
    return loads
        ? OptionalLong.of(loaded.getAsLong() & machine.globalBits())
        : OptionalLong.empty();
  }
}
