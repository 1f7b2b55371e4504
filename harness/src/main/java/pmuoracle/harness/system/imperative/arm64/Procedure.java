package pmuoracle.harness.system.imperative.arm64;

import pmuoracle.spec.arm64.Arm64Model;

/** Makes the parts of an implementation; a seeded defect makes one of them differently. */
public class Procedure {
  protected InstalledFilter filter() {
    return new InstalledFilter();
  }

  protected Lifecycle lifecycle(Arm64Model model, InstalledFilter filter) {
    return new Lifecycle(model, filter);
  }

  protected Acceptance acceptance(Arm64Model model, Lifecycle lifecycle, InstalledFilter filter) {
    return new Acceptance(model, lifecycle, filter);
  }

  protected Advertised advertised(Arm64Model model, InstalledFilter filter) {
    return new Advertised(model, filter);
  }

  /** A virtual CPU that counts as the model says. */
  protected VirtualCpu cpu(Arm64Model model, InstalledFilter filter) {
    return switch (model.hardware()) {
      case NONE ->
          model.deviations().isEmpty()
              ? new ArchitectureCpu(model, filter)
              : new EmulatedCpu(model, filter);
      case DIRECT_V4, DIRECT_V5, DIRECT_V6, DIRECT_V7, DIRECT_V8 -> new DirectCpu(model, filter);
      case REMAP -> new RemapCpu(model, filter);
    };
  }
}
