package pmuoracle.harness.system.imperative.arm64;

import pmuoracle.spec.Errno;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.EventRange;
import pmuoracle.spec.arm64.FilterRequest;

/** The checks of a filter call in their order; the first that fails is the answer. */
public class Acceptance {
  private final Arm64Model model;
  private final Lifecycle lifecycle;
  private final InstalledFilter filter;
  private int bound;

  public Acceptance(Arm64Model model, Lifecycle lifecycle, InstalledFilter filter) {
    this.model = model;
    this.lifecycle = lifecycle;
    this.filter = filter;
  }

  /** Calls are on this machine from now on. */
  public final void start(Arm64Machine machine) {
    bound = bound(machine);
  }

  /** The answer to the call; {@link Errno#OK} iff its range is to be applied. */
  public final Errno errno(Arm64Machine machine, Arm64Step.SetFilter step) {
    FilterRequest request = step.request();
    if (lifecycle.isDead()) {
      return Errno.EIO;
    }
    if (request.group() != FilterRequest.PMU_GROUP) {
      return Errno.ENXIO;
    }
    if (!machine.pmu()) {
      return withoutPmu();
    }
    if (lifecycle.isInitialised(step.vcpu())) {
      return Errno.EBUSY;
    }
    if (request.attribute() != FilterRequest.FILTER) {
      return Errno.ENXIO;
    }
    if (request.readable() < FilterRequest.BYTES) {
      return Errno.EFAULT;
    }
    if (isBeyond(request.base() + request.nevents()) || request.action() > FilterRequest.DENY) {
      return Errno.EINVAL;
    }
    if (model.refusedAfterRun() && isFrozen()) {
      return Errno.EBUSY;
    }
    if (!lifecycle.isSelected()) {
      return Errno.ENXIO;
    }
    return filter.isPresent() || request.memory() ? Errno.OK : Errno.ENOMEM;
  }

  /** What the accepted request says. */
  public final EventRange range(FilterRequest request) {
    return new EventRange(
        request.base(), request.nevents(), request.action() == FilterRequest.ALLOW);
  }

  /** How many events a range may reach. */
  protected int bound(Arm64Machine machine) {
    return EventNumbers.bound(model, machine);
  }

  /** What a call gets on a virtual machine without a PMU. */
  protected Errno withoutPmu() {
    return Errno.ENODEV;
  }

  /** Whether a range with this end, exclusive, is refused. */
  protected boolean isBeyond(int end) {
    return end > bound;
  }

  /** Whether the virtual machine has run. */
  protected boolean isFrozen() {
    return lifecycle.hasRun();
  }
}
