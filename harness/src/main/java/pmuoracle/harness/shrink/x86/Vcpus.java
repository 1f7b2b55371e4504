package pmuoracle.harness.shrink.x86;

import pmuoracle.spec.x86.X86Step;

/** Steps on other virtual CPUs. */
final class Vcpus {
  private Vcpus() {}

  static X86Step moved(X86Step step, int vcpu) {
    return switch (step.kind()) {
      case SET_FILTER -> step;
      case WRITE -> {
        X86Step.Write s = (X86Step.Write) step;
        yield new X86Step.Write(vcpu, s.register(), s.value());
      }
      case READ -> new X86Step.Read(vcpu, ((X86Step.Read) step).register());
      case ENTER -> new X86Step.Enter(vcpu);
      case RETIRE -> {
        X86Step.Retire s = (X86Step.Retire) step;
        yield new X86Step.Retire(vcpu, s.event(), s.times(), s.privilege());
      }
      case EMULATE -> {
        X86Step.Emulate s = (X86Step.Emulate) step;
        yield new X86Step.Emulate(vcpu, s.what(), s.privilege());
      }
      case ENTER_L2 -> new X86Step.EnterL2(vcpu, ((X86Step.EnterL2) step).globalControl());
      case LEAVE_L2 -> new X86Step.LeaveL2(vcpu, ((X86Step.LeaveL2) step).globalControl());
      case HOST_READ -> new X86Step.HostRead(vcpu, ((X86Step.HostRead) step).counter());
      case HOST_WRITE -> {
        X86Step.HostWrite s = (X86Step.HostWrite) step;
        yield new X86Step.HostWrite(vcpu, s.counter(), s.value());
      }
      case RESET -> new X86Step.Reset(vcpu);
    };
  }
}
