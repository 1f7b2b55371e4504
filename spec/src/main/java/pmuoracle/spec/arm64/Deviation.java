package pmuoracle.spec.arm64;

import pmuoracle.spec.Titled;

/**
 * What the emulated PMU of Linux does otherwise than the architecture. Each is one flag of a model:
 * a model without it does there what the architecture does, and one without any of them is the
 * architecture's.
 *
 * <p>A perf event of KVM's is made for one counter with its event, with what it excludes at
 * physical EL0 and EL1, with its enable, and with the number of events until it reports an
 * overflow, its period. <em>Made anew</em> means that all of these are derived from the registers
 * as they are.
 */
public enum Deviation implements Titled {
  /** A write that changes HPMD makes no perf event anew. */
  HPMD_STALE("stale HPMD", "access_mdcr, v7.3.4"),
  /**
   * A write that changes HPMN makes no perf event anew, so that a counter that moved to the other
   * range keeps its enable and its exclusions.
   */
  HPMN_STALE("stale HPMN", "access_mdcr, v7.3.4"),
  /**
   * Entering or leaving hyp context makes anew the perf events of enabled counters only, and of
   * those only the ones whose rules for EL1 and virtual EL2 differ. Without it: of all counters.
   */
  CONTEXT_STALE("perf event of the other context", "kvm_pmu_nested_transition, ae323e035801"),
  /**
   * A change of PMCR.E or HPME clears the enables and overflow bits of the counters that the guest
   * cannot reach where it is, and leaves their perf events alone. Without it: it clears none, and
   * every counter follows its enables.
   */
  RELOAD_LOSES("enables lost by a reload", "kvm_vcpu_reload_pmu, v7.3.4"),
  /** HCCD does not stop the cycle counter at virtual EL2. */
  HCCD_IGNORED("HCCD ignored", "kvm_pmu_create_perf_event, v7.3.4; AArch64.PMUCycle"),
  /** HPMD stops the cycle counter at virtual EL2 whatever PMCR.DP is. */
  DP_IGNORED("DP ignored", "kvm_pmu_create_perf_event, v7.3.4; AArch64.PMUCycle"),
  /**
   * NSK and NSU decide also on a machine that is not told of EL3, where only userspace can have set
   * them. Without it: they are read as 0 there.
   */
  NON_SECURE_WITHOUT_EL3(
      "non-secure bits without EL3", "kvm_pmu_create_perf_event, v7.3.4; CountPMUEvents"),
  /**
   * Software increments and chained overflows are counted by PMCR.E and PMCNTENSET alone, whatever
   * the level, its bits and HPME. Without it: by each counter that counts where the guest is.
   */
  SOFTWARE_UNGATED("ungated software increment", "kvm_pmu_software_increment; PMUSwIncrement"),
  /** PMCNTENSET and PMOVSSET show the bits of counters that the guest cannot reach. */
  READS_UNMASKED("unmasked reads", "access_pmcnten and access_pmovs, v7.3.4"),
  /**
   * KVM_SET_ONE_REG of a type register changes the register and not the perf event. Without it: the
   * perf event is made anew.
   */
  HOST_WRITE_STALE("type register set by userspace", "set_pmreg absent for PMEVTYPER, v7.3.4"),
  /**
   * A change of a counter's overflow width, by LC, LP, HLP or HPMN, leaves the period of its perf
   * event. Without it: the period is what is left to the overflow at the new width.
   */
  WIDTH_STALE("stale overflow width", "kvm_pmu_create_perf_event, compute_period, v7.3.4"),
  /**
   * The period of a cycle counter that overflows at 32 bits is of 64 bits, minus its low half: it
   * reports no overflow within any program.
   */
  LONG_PERIOD_OF_CYCLES("period of the cycle counter", "compute_period, v6.1.192"),
  /**
   * The period of a new perf event is minus the counter's value at the overflow width, 0 being
   * never; after an overflow it is minus what the perf event has counted since it was made, at the
   * overflow width the counter then has. Without it: it is always what is left to the overflow.
   */
  PERIOD_FROM_COUNT("period from perf's count", "compute_period in kvm_pmu_perf_overflow, v7.3.4");

  private final String title;
  private final String source;

  Deviation(String title, String source) {
    this.title = title;
    this.source = source;
  }

  @Override
  public String title() {
    return title;
  }

  /** Where it was read. */
  public String source() {
    return source;
  }
}
