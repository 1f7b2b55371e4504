package pmuoracle.harness.shrink.arm64;

import pmuoracle.spec.arm64.Arm64Step;

/** Steps on other virtual CPUs. */
final class Vcpus {
  private Vcpus() {}

  static Arm64Step moved(Arm64Step step, int vcpu) {
    return switch (step.kind()) {
      case SET_FILTER -> new Arm64Step.SetFilter(vcpu, ((Arm64Step.SetFilter) step).request());
      case SELECT_PMU -> new Arm64Step.SelectPmu(vcpu, ((Arm64Step.SelectPmu) step).pmu());
      case INIT -> new Arm64Step.Init(vcpu, ((Arm64Step.Init) step).interrupt());
      case RUN -> new Arm64Step.Run(vcpu);
      case WRITE -> {
        Arm64Step.Write s = (Arm64Step.Write) step;
        yield new Arm64Step.Write(vcpu, s.register(), s.value());
      }
      case READ -> new Arm64Step.Read(vcpu, ((Arm64Step.Read) step).register());
      case HOST_WRITE -> {
        Arm64Step.HostWrite s = (Arm64Step.HostWrite) step;
        yield new Arm64Step.HostWrite(vcpu, s.register(), s.value());
      }
      case SW_INCR -> new Arm64Step.SwIncr(vcpu, ((Arm64Step.SwIncr) step).mask());
      case GO -> new Arm64Step.Go(vcpu, ((Arm64Step.Go) step).level());
      case LOAD -> new Arm64Step.Load(vcpu);
      case RETIRE -> {
        Arm64Step.Retire s = (Arm64Step.Retire) step;
        yield new Arm64Step.Retire(vcpu, s.event(), s.times());
      }
    };
  }
}
