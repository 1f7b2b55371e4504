package pmuoracle.harness.shrink.arm64;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.Register;

/**
 * A simpler machine: fewer counters, virtual CPUs and unusual features. Steps it cannot have are
 * dropped, moved to the first virtual CPU, or cut to the counters that are left.
 */
final class MachineReduction {
  private static final long CYCLE_BIT = 1L << Arm64Machine.CYCLE;

  private MachineReduction() {}

  static Stream<GuestProgram> simplerMachines(GuestProgram program) {
    Arm64Machine machine = (Arm64Machine) program.machine();
    return PlainerMachine.of(machine)
        .filter(simpler -> !simpler.equals(machine))
        .flatMap(
            simpler ->
                Stream.<UnaryOperator<Arm64Step>>of(
                        step -> step,
                        step -> onFew(step, simpler),
                        step -> cut(step, simpler),
                        step -> cut(onFew(step, simpler), simpler))
                    .map(change -> new GuestProgram(simpler, left(program, simpler, change)))
                    .distinct());
  }

  private static List<Step> left(
      GuestProgram program, Arm64Machine machine, UnaryOperator<Arm64Step> change) {
    List<Step> left = new ArrayList<>();
    for (Step step : program.steps()) {
      Arm64Step changed = change.apply((Arm64Step) step);
      if (machine.refusal(changed).isEmpty()) {
        left.add(changed);
      }
    }
    return left;
  }

  private static Arm64Step onFew(Arm64Step step, Arm64Machine machine) {
    return step.vcpu() < machine.vcpus() ? step : Vcpus.moved(step, 0);
  }

  /** Without the bits of counters the machine lacks. */
  private static Arm64Step cut(Arm64Step step, Arm64Machine machine) {
    long there = CYCLE_BIT | ((1L << machine.counters()) - 1);
    if (step instanceof Arm64Step.Write s && isByCounter(s.register().kind())) {
      return new Arm64Step.Write(s.vcpu(), s.register(), s.value() & there);
    } else if (step instanceof Arm64Step.SwIncr s) {
      return new Arm64Step.SwIncr(s.vcpu(), s.mask() & there);
    }
    return step;
  }

  private static boolean isByCounter(Register.Kind kind) {
    return switch (kind) {
      case PMCNTENSET, PMCNTENCLR, PMOVSSET, PMOVSCLR -> true;
      case PMEVTYPER, PMEVCNTR, PMCCFILTR, PMCCNTR, PMCR, PMCEID0, PMCEID1, MDCR, HCR -> false;
    };
  }
}
