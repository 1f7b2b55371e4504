package pmuoracle.harness.shrink.x86;

import java.util.OptionalLong;
import pmuoracle.harness.shrink.Size;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.x86.Emulated;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.Privilege;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Step;

/** Adds up the {@link Size} of a program. */
final class ProgramSize {
  private static final int USUAL_WIDTH = 48;

  /** Quantities above it are all alike, so that sums of many cannot overflow. */
  private static final long HUGE = 1L << 40;

  private int parts;
  private long bits;
  private long magnitude;

  private ProgramSize() {}

  static Size of(GuestProgram program) {
    ProgramSize size = new ProgramSize();
    size.add((X86Machine) program.machine());
    for (Step step : program.steps()) {
      size.magnitude += step.vcpu();
      size.add((X86Step) step);
    }
    return new Size(program.steps().size(), size.parts, size.bits, size.magnitude);
  }

  private void add(X86Machine machine) {
    bits += machine.counters() + machine.vcpus() + Integer.bitCount(machine.unavailableEvents());
    flag(machine.globalControl());
    flag(machine.txWritable());
    flag(machine.mediated());
    flag(machine.nested());
    flag(machine.hostBits() != Long.SIZE);
    flag(machine.width() != USUAL_WIDTH);
  }

  private void add(X86Step step) {
    if (step instanceof X86Step.SetFilter s) {
      add(s.request());
    } else if (step instanceof X86Step.Write s) {
      add(s.register());
      number(s.value());
    } else if (step instanceof X86Step.Read s) {
      add(s.register());
    } else if (step instanceof X86Step.HostRead s) {
      add(s.counter());
    } else if (step instanceof X86Step.HostWrite s) {
      add(s.counter());
      number(s.value());
    } else if (step instanceof X86Step.Retire s) {
      number(s.event());
      quantity(s.times());
      flag(s.privilege() != Privilege.KERNEL);
    } else if (step instanceof X86Step.Emulate s) {
      flag(s.what() != Emulated.INSTRUCTION);
      flag(s.privilege() != Privilege.KERNEL);
    } else if (step instanceof X86Step.EnterL2 s) {
      add(s.globalControl());
    } else if (step instanceof X86Step.LeaveL2 s) {
      add(s.globalControl());
    }
  }

  private void add(FilterRequest request) {
    parts += request.events().size();
    for (int i = 0; i < request.events().size(); i++) {
      number(request.events().get(i));
    }
    number(request.action());
    number(request.bitmap());
    number(request.flags());
    number(request.pad());
    if (request.nevents() != request.events().size()) {
      flag(true);
      quantity(request.nevents());
    }
    if (request.readable() != FilterRequest.ALL) {
      flag(true);
      quantity(request.readable());
    }
  }

  private void add(OptionalLong loaded) {
    flag(loaded.isPresent());
    number(loaded.orElse(0));
  }

  private void add(Register register) {
    magnitude += register.index();
    flag(register.kind() == Register.Kind.FULL_WIDTH_COUNTER);
  }

  private void flag(boolean unusual) {
    bits += unusual ? 1 : 0;
  }

  /** A number that is counted, not composed of bits: 301 is less to read than 320. */
  private void quantity(long value) {
    magnitude += Math.min(value, HUGE);
  }

  private void number(long value) {
    bits += Long.bitCount(value);
    for (long rest = value; rest != 0; rest &= rest - 1) {
      magnitude += Long.numberOfTrailingZeros(rest);
    }
  }
}
