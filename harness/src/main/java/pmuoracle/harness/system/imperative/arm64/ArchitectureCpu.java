package pmuoracle.harness.system.imperative.arm64;

import static pmuoracle.spec.arm64.Arm64Machine.CYCLE;

import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Model.Levels;
import pmuoracle.spec.arm64.Deviation;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Mdcr;
import pmuoracle.spec.arm64.Pmcr;

/**
 * Counters that count by the registers as they are: as the architecture says, but for what the
 * model has of its own in the rules.
 */
public class ArchitectureCpu extends VirtualCpu {
  private final boolean hccd;
  private final boolean dp;
  private boolean nonSecure;

  public ArchitectureCpu(Arm64Model model, InstalledFilter filter) {
    super(model, filter);
    hccd = !model.deviates(Deviation.HCCD_IGNORED);
    dp = !model.deviates(Deviation.DP_IGNORED);
  }

  @Override
  public void start(Arm64Machine machine) {
    super.start(machine);
    nonSecure =
        model().levels() != Levels.P_AND_U
            && (machine.guestEl3() || model().deviates(Deviation.NON_SECURE_WITHOUT_EL3));
  }

  @Override
  protected boolean counts(int i, int event) {
    return registers().event(i) == event && countsNow(i) && !isDenied(i);
  }

  @Override
  protected boolean countsSoftware(int i, int event) {
    return registers().event(i) == event && countsNow(i);
  }

  private boolean countsNow(int i) {
    return registers().isEnabled(i) && countsAt(registers().level(), i);
  }

  private boolean countsAt(Level level, int i) {
    return switch (level) {
      case EL0 -> countsAtEl0(i);
      case EL1 -> countsAtEl1(i);
      case VEL2 -> countsAtEl2(i);
    };
  }

  /** Whether EL0 counts on the counter. */
  protected boolean countsAtEl0(int i) {
    return has(i, EventType.U) == (nonSecure && has(i, EventType.NSU));
  }

  /** Whether EL1 counts on the counter. */
  protected boolean countsAtEl1(int i) {
    return has(i, EventType.P) == (nonSecure && has(i, EventType.NSK));
  }

  /** Whether virtual EL2 counts on the counter. */
  protected boolean countsAtEl2(int i) {
    return has(i, EventType.NSH) && !(i == CYCLE ? isCycleProhibited() : isProhibited(i));
  }

  /** Whether an event counter may not count at EL2. */
  boolean isProhibited(int i) {
    return !registers().isHypCounter(i) && registers().hasMdcr(Mdcr.HPMD);
  }

  /** Whether the cycle counter may not count at EL2. */
  protected boolean isCycleProhibited() {
    return (hccd && registers().hasMdcr(Mdcr.HCCD))
        || (registers().hasMdcr(Mdcr.HPMD) && !(dp && !registers().hasPmcr(Pmcr.DP)));
  }

  private boolean has(int i, long bit) {
    return (registers().type(i) & bit) != 0;
  }
}
