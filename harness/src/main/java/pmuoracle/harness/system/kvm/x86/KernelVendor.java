package pmuoracle.harness.system.kvm.x86;

import java.util.List;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Trace;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.MaskedEntry;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Step;

/** Which vendor's KVM module is loaded, found out by asking it. */
public final class KernelVendor {
  private KernelVendor() {}

  /**
   * AMD iff the kernel accepts a masked entry whose event select has a bit above the low eight. A
   * kernel without masked entries refuses both vendors' and passes for Intel, from which acceptance
   * then does not differ.
   */
  public static Vendor probe() {
    long entry = MaskedEntry.encode(0x100, 0xff, 0, false);
    X86Step set =
        new X86Step.SetFilter(
            FilterRequest.of(FilterRequest.ALLOW, FilterRequest.MASKED_EVENTS, 0, entry));
    try (RunningKernel kernel = new RunningKernel(Vendor.AMD)) {
      Trace trace = new Trace();
      kernel.run(new GuestProgram(X86Machine.amd(), List.of(set)), trace);
      return trace.cell(0, 0) == 0 ? Vendor.AMD : Vendor.INTEL;
    }
  }
}
