package pmuoracle.harness.system.imperative.x86;

import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.X86Model;

/** Makes the parts of an implementation; a seeded defect makes one of them differently. */
public class Procedure {
  /** The request as the kernel finds it in memory. */
  protected FilterRequest asRead(FilterRequest request) {
    return request;
  }

  protected Acceptance acceptance(X86Model model) {
    return new Acceptance(model);
  }

  protected InstalledFilter filter(X86Model model) {
    return new InstalledFilter(model);
  }

  protected VirtualCpu perfBacked(X86Model model, InstalledFilter filter) {
    return new PerfBackedCpu(model, filter);
  }

  protected VirtualCpu mediated(X86Model model, InstalledFilter filter) {
    return new MediatedCpu(model, filter);
  }
}
