package pmuoracle.harness.system.kvm.x86;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import java.util.Optional;
import java.util.function.Supplier;
import pmuoracle.harness.system.SystemUnavailable;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Step;
import pmuoracle.spec.Trace;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Step;

/**
 * The kernel this runs on, as the half of the filter that accepts or refuses a request.
 *
 * <p>One virtual machine serves all programs: acceptance depends on nothing a program leaves
 * behind.
 */
public final class RunningKernel implements SystemUnderTest {
  private static final String DEVICE = "/dev/kvm";
  private static final long KVM_CREATE_VM = 0xAE01;
  private static final long KVM_CHECK_EXTENSION = 0xAE03;
  private static final long KVM_CAP_PMU_EVENT_FILTER = 173;
  private static final long KVM_SET_PMU_EVENT_FILTER = 0x4020_AEB2L;

  private final Vendor vendor;
  private final int device;
  private final int machine;
  private final RequestMemory memory;

  /**
   * Opens the device and makes a virtual machine; {@link SystemUnavailable} if there is no device,
   * no permission, another architecture, or no such call.
   *
   * @param vendor the module to take it for; see {@link KernelVendor}
   */
  public RunningKernel(Vendor vendor) {
    this.vendor = vendor;
    String arch = System.getProperty("os.arch");
    if (!arch.equals("amd64")) {
      throw new SystemUnavailable("kvm: driven on x86-64 only; this is " + arch);
    }
    device = open();
    if (LibC.ioctl(device, KVM_CHECK_EXTENSION, KVM_CAP_PMU_EVENT_FILTER) != 1) {
      LibC.close(device);
      throw new SystemUnavailable(
          "kvm: the running kernel has no PMU event filter (capability 173)");
    }
    machine = LibC.ioctl(device, KVM_CREATE_VM, 0);
    if (machine < 0) {
      int errno = Native.getLastError();
      LibC.close(device);
      throw new SystemUnavailable("kvm: KVM_CREATE_VM failed with errno " + errno);
    }
    memory = new RequestMemory();
  }

  /** Those of the vendor whose module is loaded, one for each thread. */
  public static Supplier<SystemUnderTest> systems() {
    Vendor vendor = KernelVendor.probe();
    return () -> new RunningKernel(vendor);
  }

  private static int open() {
    try {
      return LibC.open(DEVICE, LibC.O_RDWR | LibC.O_CLOEXEC);
    } catch (LastErrorException e) {
      throw new SystemUnavailable(
          switch (e.getErrorCode()) {
            case 2 ->
                "kvm: there is no "
                    + DEVICE
                    + " here; load kvm-intel or kvm-amd, or run on a host with KVM";
            case 13 ->
                "kvm: no permission to open "
                    + DEVICE
                    + "; join its group (often kvm) or run as its owner";
            default -> "kvm: " + DEVICE + " cannot be opened: errno " + e.getErrorCode();
          });
    }
  }

  @Override
  public String id() {
    return "kvm";
  }

  @Override
  public Optional<String> refusal(Machine asked) {
    return asked instanceof X86Machine x86 && x86.vendor() == vendor && x86.hostBits() == 64
        ? Optional.empty()
        : Optional.of("the running kernel is a 64-bit " + vendor.id() + " host");
  }

  @Override
  public boolean announces(Step step, Observation.Kind kind) {
    return kind == Observation.Kind.ERRNO && step instanceof X86Step.SetFilter;
  }

  @Override
  public void run(GuestProgram program, Trace into) {
    for (Step step : program.steps()) {
      if (step instanceof X86Step.SetFilter set) {
        into.add(errno(set));
      } else {
        program.machine().observations(step).forEach(unseen -> into.addUnknown());
      }
      into.endStep();
    }
  }

  private int errno(X86Step.SetFilter set) {
    long address = memory.place(set.request());
    return LibC.ioctl(machine, KVM_SET_PMU_EVENT_FILTER, address) == 0 ? 0 : Native.getLastError();
  }

  @Override
  public void close() {
    memory.close();
    LibC.close(machine);
    LibC.close(device);
  }
}
