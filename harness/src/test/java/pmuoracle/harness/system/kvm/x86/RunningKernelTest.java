package pmuoracle.harness.system.kvm.x86;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import pmuoracle.harness.system.SystemUnavailable;
import pmuoracle.spec.Errno;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.Trace;
import pmuoracle.spec.Words;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Step;

final class RunningKernelTest {
  /** The order of checks that holds in every released kernel, whatever its vendor. */
  @Test
  void refusesInTheOrderOfTheKernelsChecks() {
    Object[][] rows = {
      // action, claimed, flags, events, readable -> errno
      {0L, 0L, 0L, 0, FilterRequest.ALL, Errno.OK},
      {0L, 0L, 0L, 0, 32L, Errno.OK},
      {0L, 0L, 0L, 0, 31L, Errno.EFAULT},
      {7L, 0L, 0L, 0, 0L, Errno.EFAULT},
      {2L, 0xffff_ffffL, 0L, 0, 32L, Errno.EINVAL},
      {0L, 301L, 2L, 0, 32L, Errno.EINVAL},
      {0L, 301L, 0L, 0, 32L, Errno.E2BIG},
      {1L, 0x2000_0000L, 0L, 0, 32L, Errno.E2BIG},
      {0L, 300L, 0L, 300, FilterRequest.ALL, Errno.OK},
      {0L, 300L, 0L, 299, FilterRequest.ALL, Errno.EFAULT},
      {0L, 2L, 0L, 2, 47L, Errno.EFAULT},
      {0L, 1L, 0L, 2, 40L, Errno.OK},
    };
    List<Step> steps = new ArrayList<>();
    for (Object[] row : rows) {
      steps.add(
          new X86Step.SetFilter(
              new FilterRequest(
                  (long) row[0],
                  (long) row[1],
                  0xffff_ffffL,
                  (long) row[2],
                  0x5a5a_5a5aL,
                  Words.of(new long[(int) row[3]]),
                  (long) row[4])));
    }
    Trace trace = new Trace();
    Vendor vendor = vendor();
    try (RunningKernel kernel = new RunningKernel(vendor)) {
      X86Machine machine = vendor == Vendor.AMD ? X86Machine.amd() : X86Machine.intel(4, 3);
      kernel.run(new GuestProgram(machine, steps), trace);
    }
    for (int i = 0; i < rows.length; i++) {
      assertEquals(rows[i][5], Errno.of(trace.cell(i, 0)), "row " + i);
    }
  }

  private static Vendor vendor() {
    try {
      return KernelVendor.probe();
    } catch (SystemUnavailable e) {
      System.out.println("skipped: " + e.getMessage());
      return abort(e.getMessage());
    }
  }
}
