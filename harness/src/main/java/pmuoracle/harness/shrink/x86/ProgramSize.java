package pmuoracle.harness.shrink.x86;

import java.util.OptionalLong;
import pmuoracle.harness.shrink.Size;
import pmuoracle.harness.shrink.SizeSum;
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

  private final SizeSum sum = new SizeSum();

  private ProgramSize() {}

  static Size of(GuestProgram program) {
    ProgramSize size = new ProgramSize();
    size.add((X86Machine) program.machine());
    for (Step step : program.steps()) {
      size.sum.place(step.vcpu());
      size.add((X86Step) step);
    }
    return size.sum.of(program.steps().size());
  }

  private void add(X86Machine machine) {
    sum.bits(machine.counters() + machine.vcpus() + Integer.bitCount(machine.unavailableEvents()));
    sum.flag(machine.globalControl());
    sum.flag(machine.txWritable());
    sum.flag(machine.mediated());
    sum.flag(machine.nested());
    sum.flag(machine.hostBits() != Long.SIZE);
    sum.flag(machine.width() != USUAL_WIDTH);
  }

  private void add(X86Step step) {
    if (step instanceof X86Step.SetFilter s) {
      add(s.request());
    } else if (step instanceof X86Step.Write s) {
      add(s.register());
      sum.number(s.value());
    } else if (step instanceof X86Step.Read s) {
      add(s.register());
    } else if (step instanceof X86Step.HostRead s) {
      add(s.counter());
    } else if (step instanceof X86Step.HostWrite s) {
      add(s.counter());
      sum.number(s.value());
    } else if (step instanceof X86Step.Retire s) {
      sum.number(s.event());
      sum.quantity(s.times());
      sum.flag(s.privilege() != Privilege.KERNEL);
    } else if (step instanceof X86Step.Emulate s) {
      sum.flag(s.what() != Emulated.INSTRUCTION);
      sum.flag(s.privilege() != Privilege.KERNEL);
    } else if (step instanceof X86Step.EnterL2 s) {
      add(s.globalControl());
    } else if (step instanceof X86Step.LeaveL2 s) {
      add(s.globalControl());
    }
  }

  private void add(FilterRequest request) {
    sum.parts(request.events().size());
    for (int i = 0; i < request.events().size(); i++) {
      sum.number(request.events().get(i));
    }
    sum.number(request.action());
    sum.number(request.bitmap());
    sum.number(request.flags());
    sum.number(request.pad());
    if (request.nevents() != request.events().size()) {
      sum.flag(true);
      sum.quantity(request.nevents());
    }
    if (request.readable() != FilterRequest.ALL) {
      sum.flag(true);
      sum.quantity(request.readable());
    }
  }

  private void add(OptionalLong loaded) {
    sum.flag(loaded.isPresent());
    sum.number(loaded.orElse(0));
  }

  private void add(Register register) {
    sum.place(register.index());
    sum.flag(register.kind() == Register.Kind.FULL_WIDTH_COUNTER);
  }
}
