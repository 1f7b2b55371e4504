package pmuoracle.harness.system.imperative.arm64;

import pmuoracle.spec.Errno;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Machine.Irqchip;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Model.UnreadyRun;
import pmuoracle.spec.arm64.Arm64Step;

/** What has happened to one virtual machine: PMU selected, virtual CPUs initialised and run. */
public class Lifecycle {
  private static final int NONE = -1;

  private final Arm64Model model;
  private final InstalledFilter filter;
  private Arm64Machine machine = Arm64Machine.plain(false);
  private int selected;
  private int initialised;
  private int ran;
  private boolean dead;

  public Lifecycle(Arm64Model model, InstalledFilter filter) {
    this.model = model;
    this.filter = filter;
  }

  /** A fresh virtual machine. */
  public final void start(Arm64Machine next) {
    machine = next;
    selected = next.strict() ? NONE : 0;
    initialised = 0;
    ran = 0;
    dead = false;
  }

  /** Whether the virtual CPU's PMU was initialised. */
  public final boolean isInitialised(int vcpu) {
    return (initialised >>> vcpu & 1) != 0;
  }

  /** Whether the virtual CPU has got to run. */
  public final boolean hasRun(int vcpu) {
    return (ran >>> vcpu & 1) != 0;
  }

  /** Whether any virtual CPU has got to run. */
  public final boolean hasRun() {
    return ran != 0;
  }

  /** Whether a run that was refused has killed the virtual machine. */
  public final boolean isDead() {
    return dead;
  }

  /** Whether the sources settle what calls answer. */
  final boolean isSettled() {
    return !dead || model.unreadyRun() != UnreadyRun.UNSETTLED;
  }

  /** Whether some PMU serves the virtual machine. */
  public final boolean isSelected() {
    return selected != NONE;
  }

  /** {@code KVM_ARM_VCPU_PMU_V3_SET_PMU}. */
  public final Errno select(Arm64Step.SelectPmu step) {
    if (isDead()) {
      return Errno.EIO;
    }
    if (!machine.pmu()) {
      return Errno.ENODEV;
    }
    if (isInitialised(step.vcpu())) {
      return Errno.EBUSY;
    }
    if (!model.selectsPmu() || step.pmu() >= machine.pmus()) {
      return Errno.ENXIO;
    }
    if (hasRun() || (filter.isPresent() && isBound(step.pmu() == selected))) {
      return Errno.EBUSY;
    }
    selected = step.pmu();
    return Errno.OK;
  }

  /** Whether a filter forbids selecting a PMU, the same one as before or another. */
  protected boolean isBound(boolean same) {
    return !same;
  }

  /** {@code KVM_ARM_VCPU_PMU_V3_INIT}. */
  public final Errno initialise(Arm64Step.Init step) {
    if (isDead()) {
      return Errno.EIO;
    }
    if (!machine.pmu()) {
      return Errno.ENODEV;
    }
    if (isInitialised(step.vcpu())) {
      return Errno.EBUSY;
    }
    if (!isSelected()) {
      return Errno.ENXIO;
    }
    switch (machine.irqchip()) {
      case NONE -> {}
      case UNINITIALISED -> {
        return Errno.ENODEV;
      }
      case READY -> {
        if (!step.interrupt()) {
          return Errno.ENXIO;
        }
      }
    }
    initialised |= 1 << step.vcpu();
    return Errno.OK;
  }

  /** {@code KVM_RUN}. */
  public final Errno run(int vcpu) {
    if (isDead()) {
      return Errno.EIO;
    }
    if (machine.irqchip() == Irqchip.UNINITIALISED) {
      dead = kills();
      return unready();
    }
    if (machine.nested() && machine.irqchip() == Irqchip.NONE) {
      return Errno.EAGAIN;
    }
    if (machine.pmu() && !isInitialised(vcpu)) {
      return Errno.EINVAL;
    }
    ran |= 1 << vcpu;
    return Errno.OK;
  }

  /** The answer to a run while the interrupt controller is not initialised. */
  protected Errno unready() {
    return Errno.EBUSY;
  }

  /** Whether such a run kills the virtual machine. */
  protected boolean kills() {
    return true;
  }
}
