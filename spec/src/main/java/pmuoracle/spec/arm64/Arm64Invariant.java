package pmuoracle.spec.arm64;

import java.util.function.Function;
import pmuoracle.spec.Invariant;
import pmuoracle.spec.Model;
import pmuoracle.spec.Standing;

/**
 * What is claimed of the arm64 filter and of the counters around it: G the guarantee of the review
 * of December 2025, I what a filter and its counters ought to do, C where the emulated and the
 * partitioned PMU were found to depart from that, P what is asked of any implementation, W what the
 * other proofs begin from. Every sentence says what is right, so that a mistake fails it.
 */
public enum Arm64Invariant implements Invariant {
  // What every proof about programs begins from.
  W1_STATES_ARE_WELL_FORMED(
      "No register holds a reserved bit, HPMN is at most the number of counters, and a virtual CPU that has not run is"
          + " as it was made.",
      "reset_pmcr, reset_mdcr, access_mdcr, v7.3.4",
      Arm64Standings::everywhere),

  // The filter's calls.
  I6_DEFAULT_IS_THE_FIRST_CALLS_OPPOSITE(
      "An event that no accepted range contains is allowed iff the first accepted call denied.",
      "kvm_arm_pmu_v3_set_attr; vcpu.rst 1.3",
      Arm64Standings::everywhere),
  I7_LAST_RANGE_DECIDES(
      "An event that some accepted range contains has the action of the last of them.",
      "vcpu.rst 1.3; properties P3, P5",
      Arm64Standings::everywhere),
  I8_RANGE_BOUND_IS_EXACT(
      "The end of a range is compared without wrapping, and an accepted range contains no event beyond the event space.",
      "kvm_arm_pmu_v3_set_attr, (u32)base_event + nevents; properties P6, P11",
      Arm64Standings::everywhere),
  P5_RANGE_IS_ITS_EVENTS(
      "An accepted range contains exactly nevents events, the first of them base.",
      "vcpu.rst 1.3; property P5, defect A02",
      Arm64Standings::everywhere),
  I9_REFUSED_CHANGES_NOTHING(
      "A call that is refused leaves the virtual machine as it was, unless it kills it.",
      "kvm_arm_pmu_v3_set_attr; property P6",
      Arm64Standings::everywhere),
  I10_FROZEN_ONCE_RUN(
      "Once a virtual CPU has run no filter call is accepted through any other.",
      "5177fe91e4cf; defect A10",
      Arm64Standings::frozen),
  I14_ORDER_OF_CALLS_IRRELEVANT(
      "Two filter calls mean the same in either order.",
      "plausible and false: vcpu.rst 1.3",
      Arm64Standings::nowhere),
  I15_NEIGHBOURS_COMMUTE(
      "Neighbouring calls of one action, or disjoint ones of which neither is the first, may be swapped.",
      "vcpu.rst 1.3; property P3",
      Arm64Standings::everywhere),
  P6_FIRST_FAILING_CHECK_ANSWERS(
      "A filter call is answered by the first that fails of: alive, group, PMU, initialised, attribute, readable, range and"
          + " action, has run, selection, memory; by none it is accepted.",
      "kvm_arm_pmu_v3_set_attr; property P6, defect A08",
      Arm64Standings::everywhere),

  // What the guest is told of.
  I11_ADVERTISED_IS_ALLOWED(
      "An event that PMCEID shows is allowed.",
      "kvm_pmu_get_pmceid, 88865beca906; property P10, defect A04",
      Arm64Standings::everywhere),
  I12_ALLOWED_IS_ADVERTISED(
      "An event below 0x40 that hardware has and the filter allows is shown, but for the slots of a stall.",
      "kvm_pmu_get_pmceid; property P1",
      Arm64Standings::everywhere),
  I12U_UPPER_ALLOWED_IS_ADVERTISED(
      "An event from 0x4000 to 0x401f that hardware has and the filter allows is shown.",
      "plausible, and false in an event space of 10 bits: kvm_pmu_get_pmceid; defect A09",
      Arm64Standings::upperUnknown),
  I13_COUNTED_IS_ADVERTISED(
      "An event below 0x20 that advances a counter is shown, if hardware has it.",
      "plausible, and false of software increment: compute_pmceid0; defect A36",
      Arm64Standings::nowhere),
  P10_ADVERTISED_IS_CONSTANT(
      "What a running guest reads of PMCEID never changes.",
      "property P10; defects A10, A14",
      Arm64Standings::frozen),

  // The filter's guarantee.
  G1_FILTERED_NEVER_COUNTS(
      "While a type register names a hardware event that is denied, nothing advances its counter.",
      "mail \"Re: [PATCH v5 18/24] KVM: arm64: Enforce PMU event filter at vcpu_load()\", 2025-12-12",
      Arm64Standings::frozenAndNotDirect),
  I1_DENIED_NEVER_COUNTS(
      "A hardware event that is denied advances no counter, wherever the guest is.",
      "kvm_pmu_create_perf_event; property P12, defects A25, A27",
      Arm64Standings::frozenAndNotDirect),
  I4_VERDICT_INDEPENDENT_OF_LEVEL(
      "Of two places and settings of the level bits where an event would count unfiltered, a filter stops it at both or"
          + " at neither.",
      "kvm_pmu_create_perf_event; properties P1, P4",
      Arm64Standings::sameWhereverDenied),
  I5_SOFTWARE_UNAFFECTED(
      "Denying software increment or chain changes nothing of what they advance.",
      "vcpu.rst 1.3; defect A02",
      Arm64Standings::notDirect),
  C7_DENIED_WHATEVER_BITS(
      "No setting of P, U, NSK, NSU and NSH lets a counter just programmed count a denied event.",
      "kvm_pmu_apply_event_filter, v4 to v8; property P12, defects A25, A27",
      Arm64Standings::notDirect),

  // Where an allowed event counts.
  I2_COUNTS_AS_ARCHITECTURE(
      "An allowed event advances a counter exactly where the architecture says, on nested machines too.",
      "CountPMUEvents, AArch64.PMUCycle; property P12, defects A15, A16, A26",
      Arm64Standings::asArchitecture),
  I2P_COUNTS_AS_ARCHITECTURE_UNNESTED(
      "An allowed event advances a counter exactly where the architecture says, on machines without virtual EL2.",
      "CountPMUEvents; defect A15",
      Arm64Standings::asArchitectureWithoutNesting),
  I3_COUNTS_AS_ARCHITECTURE_HANDLED(
      "An allowed event advances a counter of a nested machine exactly where the architecture says, if only virtual EL2"
          + " handles the PMU, HPMN and HPMD do not change under a perf event, and HPMD comes with DP and without HCCD.",
      "kvm_pmu_nested_transition; derived, property P8",
      Arm64Standings::nestedAndNotDirect),
  P12_JUST_PROGRAMMED_AS_BITS_SAY(
      "An event counter just programmed counts an event iff it is allowed and the architecture counts it there.",
      "property P12; defects A15, A16, A26",
      Arm64Standings::freshAsArchitecture),
  P8_NO_HISTORY(
      "What counts is what would count if all that is derived from the registers were derived anew.",
      "property P8; defects A18, A28",
      Arm64Standings::withoutHistory),

  // Nested guests: MDCR_EL2, and two contexts.
  C1_HPMD_STOPS_AT_ONCE(
      "An event counter below HPMN does not count at virtual EL2 from the moment HPMD is set.",
      "access_mdcr, v7.3.4; CountPMUEvents",
      Arm64Standings::followsHypControls),
  C2_ENABLED_ACROSS_CONTEXTS(
      "With MDCR_EL2 never written, an enabled counter counts at EL1 iff P equals NSK and at virtual EL2 iff NSH, wherever it"
          + " was programmed and enabled.",
      "kvm_pmu_reprogram_counter_mask, v7.3.4; semantics 4.4",
      Arm64Standings::followsHypControls),
  C3_HPMN_MOVES_AT_ONCE(
      "An event counter from HPMN on does not count without HPME from the moment HPMN is written.",
      "access_mdcr, v7.3.4; CheckPMUEnabled",
      Arm64Standings::followsHypControls),
  C4_CYCLES_BY_DP_AND_HCCD(
      "At virtual EL2 an enabled cycle counter with NSH stops iff HPMD and DP are set, or HCCD.",
      "AArch64.PMUCycle; defect A37",
      Arm64Standings::followsHypControls),
  C5_CONTROLS_CHANGE_NO_BIT(
      "Writing PMCR_EL0 or MDCR_EL2 changes no bit of PMCNTENSET or PMOVSSET.",
      "kvm_vcpu_reload_pmu, v7.3.4; Arm ARM, PMCR_EL0, MDCR_EL2",
      Arm64Standings::notEmulatedNesting),
  C8_NSH_DECIDES_AT_VIRTUAL_EL2(
      "A counter just programmed counts at virtual EL2 only with NSH.",
      "kvm_pmu_apply_event_filter, v4 to v8; mail of 2025-12-12, defect A26",
      Arm64Standings::nestedAndNotDirect),

  // Enables and software increment.
  I16_DISABLED_STAYS(
      "A counter whose PMCNTEN bit is 0 does not advance.",
      "CheckPMUEnabled",
      Arm64Standings::notEmulatedNesting),
  C6_SOFTWARE_GATED(
      "PMSWINC advances what it advances in the architecture: counters that count where the guest is.",
      "PMUSwIncrement; kvm_pmu_software_increment",
      Arm64Standings::neitherEmulatedNorDirect),

  // Overflow.
  O1_EVERY_WRAP_REPORTED(
      "A counter that wraps at its overflow width has its PMOVSSET bit set afterwards.",
      "AArch64.IncrementEventCounter; compute_period, v7.3.4",
      Arm64Standings::overflowsReported),
  O2_NO_WRAP_NONE_REPORTED(
      "A counter that does not wrap at its overflow width leaves its PMOVSSET bit as it is.",
      "AArch64.IncrementEventCounter; compute_period, v7.3.4",
      Arm64Standings::overflowsReported),

  // Type registers, read and in hardware.
  I17_READ_AS_WRITTEN(
      "A type register reads with every writable bit as the guest wrote it, filtered or not.",
      "access_pmu_evtyper; property P9",
      Arm64Standings::typeReads),
  I17M_READS_NO_RESERVED_BIT(
      "A guest reads no bit of a type register that it cannot write.",
      "access_pmu_evtyper, kvm_pmu_evtyper_mask",
      Arm64Standings::typesMasked),
  P1_WRITTEN_AS_LOADED(
      "Loading the virtual CPU changes nothing of what counts: a write does to hardware what a load does.",
      "property P1; defect A29",
      Arm64Standings::writtenAsLoaded),
  P13_HARDWARE_WITHOUT_EL2(
      "No hardware type register of the guest counts at EL2, which is the host's.",
      "property P13; defects A20, A24",
      Arm64Standings::hardwareWithoutEl2);

  private final String sentence;
  private final String source;

  // A function of its argument alone.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Function<Arm64Model, Standing> standing;

  Arm64Invariant(String sentence, String source, Function<Arm64Model, Standing> standing) {
    this.sentence = sentence;
    this.source = source;
    this.standing = standing;
  }

  @Override
  public String id() {
    return "ARM-" + name().replace('_', '-');
  }

  @Override
  public String sentence() {
    return sentence;
  }

  @Override
  public String source() {
    return source;
  }

  @Override
  public Standing standing(Model model) {
    return standing.apply((Arm64Model) model);
  }
}
