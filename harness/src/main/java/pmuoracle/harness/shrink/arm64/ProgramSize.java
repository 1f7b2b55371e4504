package pmuoracle.harness.shrink.arm64;

import java.util.List;
import pmuoracle.harness.shrink.Size;
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

  private int parts;
  private long bits;
  private long magnitude;

  private ProgramSize() {}

  static Size of(GuestProgram program) {
    ProgramSize size = new ProgramSize();
    size.add((Arm64Machine) program.machine());
    for (Step step : program.steps()) {
      size.magnitude += step.vcpu();
      size.add((Arm64Step) step);
    }
    return new Size(program.steps().size(), size.parts, size.bits, size.magnitude);
  }

  private void add(Arm64Machine machine) {
    bits += machine.counters() + machine.vcpus() + machine.pmus();
    bits += VERSIONS.indexOf(machine.hostVersion()) + VERSIONS.indexOf(machine.vmVersion());
    flag(machine.impdefTraps());
    flag(!machine.hardwareEl3());
    flag(!machine.guestEl3());
    flag(machine.nested());
    flag(!machine.pmu());
    flag(machine.strict());
    flag(machine.irqchip() != Irqchip.READY);
    flag(!machine.fineGrainedTraps());
    number(~machine.ceid0());
    number(~machine.ceid1());
  }

  private void add(Arm64Step step) {
    if (step instanceof Arm64Step.SetFilter s) {
      add(s.request());
    } else if (step instanceof Arm64Step.SelectPmu s) {
      quantity(s.pmu());
    } else if (step instanceof Arm64Step.Init s) {
      flag(!s.interrupt());
    } else if (step instanceof Arm64Step.Write s) {
      add(s.register());
      number(s.value());
    } else if (step instanceof Arm64Step.Read s) {
      add(s.register());
    } else if (step instanceof Arm64Step.HostWrite s) {
      add(s.register());
      number(s.value());
    } else if (step instanceof Arm64Step.SwIncr s) {
      number(s.mask());
    } else if (step instanceof Arm64Step.Go s) {
      magnitude += weight(s.level());
    } else if (step instanceof Arm64Step.Retire s) {
      number(s.event());
      quantity(s.times());
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
    parts++;
    number(request.base());
    if (request.nevents() != 1) {
      flag(true);
      bits += Integer.SIZE - Integer.numberOfLeadingZeros(request.nevents());
      quantity(request.nevents());
    }
    number(request.action());
    number(request.pad());
    number(request.group());
    number(request.attribute() ^ FilterRequest.FILTER);
    if (request.readable() != FilterRequest.BYTES) {
      flag(true);
      quantity(request.readable());
    }
    flag(!request.memory());
  }

  private void add(Register register) {
    magnitude += register.index();
  }

  private void flag(boolean unusual) {
    bits += unusual ? 1 : 0;
  }

  /** A number that is counted, not composed of bits: 301 is less to read than 320. */
  private void quantity(long value) {
    magnitude += value;
  }

  private void number(long value) {
    bits += Long.bitCount(value);
    for (long rest = value; rest != 0; rest &= rest - 1) {
      magnitude += Long.numberOfTrailingZeros(rest);
    }
  }
}
