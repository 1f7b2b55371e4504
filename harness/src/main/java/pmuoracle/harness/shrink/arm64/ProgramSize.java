package pmuoracle.harness.shrink.arm64;

import java.util.List;
import pmuoracle.harness.shrink.Size;
import pmuoracle.harness.shrink.SizeSum;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Machine.Irqchip;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.FilterRequest;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Register;

/** Adds up the {@link Size} of a program. */
final class ProgramSize {
  /** The plainest first. */
  static final List<Integer> VERSIONS = List.of(6, 5, 4, 1, 7, 8, 9);

  private final SizeSum sum = new SizeSum();

  private ProgramSize() {}

  static Size of(GuestProgram program) {
    ProgramSize size = new ProgramSize();
    size.add((Arm64Machine) program.machine());
    for (Step step : program.steps()) {
      size.sum.place(step.vcpu());
      size.add((Arm64Step) step);
    }
    return size.sum.of(program.steps().size());
  }

  private void add(Arm64Machine machine) {
    sum.bits(machine.counters() + machine.vcpus() + machine.pmus());
    sum.bits(VERSIONS.indexOf(machine.hostVersion()) + VERSIONS.indexOf(machine.vmVersion()));
    sum.flag(machine.impdefTraps());
    sum.flag(!machine.hardwareEl3());
    sum.flag(!machine.guestEl3());
    sum.flag(machine.nested());
    sum.flag(!machine.pmu());
    sum.flag(machine.strict());
    sum.flag(machine.irqchip() != Irqchip.READY);
    sum.flag(!machine.fineGrainedTraps());
    sum.number(~machine.ceid0());
    sum.number(~machine.ceid1());
  }

  private void add(Arm64Step step) {
    if (step instanceof Arm64Step.SetFilter s) {
      add(s.request());
    } else if (step instanceof Arm64Step.SelectPmu s) {
      sum.quantity(s.pmu());
    } else if (step instanceof Arm64Step.Init s) {
      sum.flag(!s.interrupt());
    } else if (step instanceof Arm64Step.Write s) {
      add(s.register());
      sum.number(s.value());
    } else if (step instanceof Arm64Step.Read s) {
      add(s.register());
    } else if (step instanceof Arm64Step.HostWrite s) {
      add(s.register());
      sum.number(s.value());
    } else if (step instanceof Arm64Step.SwIncr s) {
      sum.number(s.mask());
    } else if (step instanceof Arm64Step.Go s) {
      sum.place(weight(s.level()));
    } else if (step instanceof Arm64Step.Retire s) {
      sum.number(s.event());
      sum.quantity(s.times());
    }
  }

  /** Lower levels need less around them. */
  private static int weight(Level level) {
    return switch (level) {
      case EL0 -> 0;
      case EL1 -> 1;
      case VEL2 -> 2;
    };
  }

  private void add(FilterRequest request) {
    sum.parts(1);
    sum.number(request.base());
    if (request.nevents() != 1) {
      sum.flag(true);
      sum.bits(Integer.SIZE - Integer.numberOfLeadingZeros(request.nevents()));
      sum.quantity(request.nevents());
    }
    sum.number(request.action());
    sum.number(request.pad());
    sum.number(request.group());
    sum.number(request.attribute() ^ FilterRequest.FILTER);
    if (request.readable() != FilterRequest.BYTES) {
      sum.flag(true);
      sum.quantity(request.readable());
    }
    sum.flag(!request.memory());
  }

  private void add(Register register) {
    sum.place(register.index());
  }
}
