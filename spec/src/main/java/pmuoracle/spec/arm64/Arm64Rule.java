package pmuoracle.spec.arm64;

import pmuoracle.spec.Rule;

/** The law book of the arm64 filter. */
public enum Arm64Rule implements Rule {
  // Calls, in the order of the checks.
  SET_GROUP_UNKNOWN(
      "An attribute of a group that is neither PMU, timer nor PVTIME is refused with ENXIO.",
      "kvm_arm_vcpu_arch_set_attr"),
  SET_NO_PMU(
      "A PMU attribute of a virtual machine without a PMU is refused with ENODEV.",
      "kvm_arm_pmu_v3_set_attr"),
  SET_INITIALISED(
      "A PMU attribute through a virtual CPU whose PMU is initialised is refused with EBUSY.",
      "kvm_arm_pmu_v3_set_attr"),
  SET_ATTRIBUTE_UNKNOWN(
      "An unknown PMU attribute is refused with ENXIO.", "kvm_arm_pmu_v3_set_attr, default"),
  SET_UNREADABLE(
      "A filter whose 8 bytes cannot all be read is refused with EFAULT.", "copy_from_user"),
  SET_RANGE(
      "A filter range that ends beyond the event space is refused with EINVAL.",
      "(u32)base_event + nevents > nr_events"),
  SET_ACTION(
      "A filter action that is neither ALLOW nor DENY is refused with EINVAL.",
      "kvm_arm_pmu_v3_set_attr"),
  SET_HAS_RUN(
      "A filter is refused with EBUSY once any virtual CPU of the virtual machine has run.",
      "5177fe91e4cf"),
  SET_NO_SELECTION(
      "A filter is refused with ENXIO while no PMU is selected.", "v7.x, strict selection"),
  SET_NO_MEMORY(
      "The first filter is refused with ENOMEM if its bitmap cannot be allocated.", "bitmap_alloc"),
  SET_FIRST_DEFAULTS(
      "The first accepted filter makes every event denied if it allows, allowed if it denies, before its range is applied,"
          + " even a range of no events.",
      "kvm_arm_pmu_v3_set_attr, d7eec2360e3"),
  SET_RANGE_APPLIED(
      "An accepted filter gives each event of its range its action.", "bitmap_set, bitmap_clear"),
  SET_PAD_IGNORED("The padding of a filter may hold anything.", "struct kvm_pmu_event_filter"),
  SET_REFUSED_UNCHANGED("A refused call changes nothing.", "kvm_arm_pmu_v3_set_attr"),
  SELECT_UNKNOWN(
      "Selecting a PMU that does not exist is refused with ENXIO.", "kvm_arm_pmu_v3_set_pmu"),
  SELECT_BUSY(
      "Selecting a PMU is refused with EBUSY once the virtual machine has run, or for another PMU than the selected one once"
          + " there is a filter.",
      "kvm_arm_pmu_v3_set_pmu"),
  SELECT_TAKEN("A selected PMU serves the whole virtual machine.", "kvm_arm_set_pmu"),
  INIT_ORDER(
      "Initialising a PMU needs a selected PMU (ENXIO), an initialised interrupt controller (ENODEV) and an interrupt"
          + " (ENXIO), the last two only with a controller in the kernel.",
      "kvm_arm_pmu_v3_init"),
  RUN_UNREADY(
      "Running a virtual CPU of a virtual machine whose interrupt controller is not initialised is refused with EBUSY.",
      "kvm_vgic_map_resources, vgic_v3_map_resources"),
  RUN_NESTED_WITHOUT_IRQCHIP(
      "Running a virtual CPU of a nested virtual machine without an interrupt controller is refused with EAGAIN.",
      "kvm_vgic_vcpu_nv_init, kvm_vgic_set_owner, v7.3.4; seen on a running kernel"),
  VM_DEAD(
      "After a run that was refused with EBUSY every call on the virtual machine is refused with EIO.",
      "kvm_vm_dead in kvm_vgic_map_resources, v6.1.192, v6.12 and v7.3.4"),
  VM_DEAD_UNSETTLED(
      "In v5.10 it is not settled here what calls answer after a run that was refused with EBUSY.",
      "kvm_vgic_map_resources of v5.10.223 destroys the interrupt controller, and kvm_vcpu_first_run_init counts the virtual CPU as run",
      true),
  RUN_NEEDS_INIT(
      "Running a virtual CPU whose PMU was not initialised is refused with EINVAL.",
      "kvm_arm_pmu_v3_enable"),
  RUN_FREEZES(
      "A virtual CPU that gets to run freezes the filter of the whole virtual machine.",
      "kvm_vm_has_ran_once"),

  // Verdicts.
  NO_FILTER_ALLOWS("Without a filter every event is allowed.", "kvm->arch.pmu_filter == NULL"),
  LAST_RANGE_DECIDES(
      "An event in some range has the action of the last range that contains it.",
      "test_bit on pmu_filter"),
  DEFAULT_DECIDES(
      "An event in no range has the opposite of the first call's action.",
      "test_bit on pmu_filter"),
  CYCLE_IS_0X11("The cycle counter's event is 0x11.", "kvm_pmu_create_perf_event"),
  EVENT_MASKED(
      "A counter's event is its type register's low 10 or 16 bits, by the PMU version.",
      "kvm_pmu_event_mask"),
  SOFTWARE_UNFILTERED(
      "Software increment and chain are never filtered.", "kvm_pmu_create_perf_event; vcpu.rst"),
  SOFTWARE_FILTERED(
      "On counters the guest owns, denying software increment or chain stops them.",
      "pmu-direct.c, v4 to v8"),
  DENIED_NO_EVENT(
      "A counter with a denied event does not advance; the emulated PMU gives it no perf event.",
      "kvm_pmu_create_perf_event"),

  // Exception levels.
  EL0_BY_U("EL0 counts iff U is 0.", "kvm_pmu_create_perf_event up to v6.6"),
  EL1_BY_P("EL1 counts iff P is 0.", "kvm_pmu_create_perf_event up to v6.6"),
  EL0_BY_U_NSU(
      "EL0 counts iff U equals NSU.",
      "kvm_pmu_create_perf_event since ae8d3522e5b7; CountPMUEvents"),
  EL1_BY_P_NSK(
      "EL1 counts iff P equals NSK.",
      "kvm_pmu_create_perf_event since ae8d3522e5b7; CountPMUEvents"),
  NESTED_EL2_BY_NSH("Virtual EL2 counts iff NSH, not by P.", "8a34979030f6; CountPMUEvents"),
  NESTED_EL2_HPMD(
      "Event counters below HPMN do not count at EL2 while HPMD is 1.", "CountPMUEvents"),
  NESTED_CYCLE_HPMD(
      "The emulated cycle counter does not count at virtual EL2 while HPMD is 1.",
      "kvm_pmu_create_perf_event"),
  NESTED_CYCLE_DP_HCCD(
      "The cycle counter does not count at EL2 while HPMD and PMCR.DP are 1, or while HCCD is 1.",
      "AArch64.PMUCycle"),
  ENABLED_BY_E(
      "A counter below HPMN, or the cycle counter, is enabled by PMCR.E and its PMCNTEN bit.",
      "CheckPMUEnabled"),
  ENABLED_BY_HPME(
      "A counter from HPMN on is enabled by MDCR_EL2.HPME and its PMCNTEN bit.", "fe827f916662"),

  // The emulated PMU's timing.
  BACKED_AT_WRITE(
      "A perf event takes its event and exclusions when it is created: at a type or counter write, or when a counter without"
          + " one is enabled.",
      "kvm_pmu_create_perf_event callers"),
  BACKED_AT_TRANSITION(
      "Entering or leaving hyp context re-creates the perf events of enabled counters whose EL1 and EL2 rules differ.",
      "kvm_pmu_nested_transition, ae323e035801"),
  STALE_HYP_CONTROLS("A change of HPMN or HPMD re-creates nothing.", "access_mdcr, v7.3.4"),
  STALE_ENABLE(
      "Enabling a counter that has a perf event re-creates nothing.",
      "kvm_pmu_reprogram_counter_mask"),
  ENABLE_RECREATES(
      "In v5.10 a counter's perf event is created anew when it is enabled while PMCR.E is 1, or disabled.",
      "kvm_pmu_enable_counter_mask, kvm_pmu_disable_counter_mask, v5.10"),
  PMCR_ENABLES(
      "From v6.1 up to v6.12 every write of PMCR with E set gives each enabled counter without a perf event one, not only a"
          + " change of E.",
      "kvm_pmu_handle_pmcr, v6.1 and v6.12"),
  RELOAD_MASKS(
      "A change of PMCR.E or HPME reloads with the counters visible where the guest is: enables, and overflow bits, of others"
          + " are cleared while their perf events go on.",
      "kvm_vcpu_reload_pmu, v7.3.4"),
  STATE_AS_REGISTERS("What counts depends on the registers as they are now.", "CountPMUEvents"),

  HOST_WRITE_STALE(
      "KVM_SET_ONE_REG of a type register leaves the counter's perf event with its event and exclusions.",
      "sys_regs.c, PMEVTYPER has no set_user hook, v7.3.4"),
  RESET_BY_P(
      "A write of PMCR with P set makes every event counter that the guest reaches 0.",
      "kvm_pmu_handle_pmcr; Arm ARM, PMCR_EL0.P"),
  RESET_BY_C(
      "A write of PMCR with C set makes the cycle counter 0.",
      "kvm_pmu_handle_pmcr; Arm ARM, PMCR_EL0.C"),

  // Overflow of the emulated PMU.
  PERIOD_AT_CREATION(
      "A new perf event reports an overflow after minus the counter's value, at the overflow width; from 0 it never does.",
      "compute_period in kvm_pmu_create_perf_event"),
  PERIOD_AFTER_OVERFLOW(
      "After an overflow the next is reported after minus what the perf event has counted, at the overflow width; after 0 none is.",
      "compute_period in kvm_pmu_perf_overflow"),
  PERIOD_OF_CYCLES(
      "In v6.1 the period of a cycle counter that overflows at 32 bits is 2^64 less its low half, so that it reports no overflow.",
      "compute_period, v6.1.192"),
  PERIOD_STALE(
      "A change of LC, LP, HLP or HPMN leaves the period of a perf event that exists.",
      "compute_period, its callers, v7.3.4"),
  WRAP_UNREPORTED(
      "A counter that wraps while its perf event reports no overflow leaves its PMOVSSET bit as it is, and nothing is chained.",
      "kvm_pmu_perf_overflow"),

  // Software increment and chain.
  SW_INCR_UNGATED(
      "A software increment advances each enabled counter of event 0 while PMCR.E is 1, at any level, whatever its level bits.",
      "kvm_pmu_software_increment"),
  SW_INCR_GATED(
      "A software increment advances a counter of event 0 iff the counter counts where the guest is.",
      "PMUSwIncrement"),
  CHAIN_ON_OVERFLOW(
      "An overflow of an even counter at 32 bits advances the next one if its event is chain.",
      "kvm_pmu_counter_increment"),
  CHAIN_UNSETTLED(
      "What chained counters did before v6.2 is not settled here.", "pmu-emul.c up to v6.1", true),
  OVERFLOW_STATUS(
      "A counter that overflows sets its bit in PMOVSSET: the emulated PMU's at the end of its perf event's period, every other"
          + " where it wraps at its overflow width.",
      "kvm_pmu_perf_overflow, kvm_pmu_counter_increment; AArch64.IncrementEventCounter"),

  // Hardware type registers.
  LOAD_V4(
      "Denied: P and U set, NSK, NSU and M too if the guest has EL3, and NSH cleared; else the guest's value.",
      "kvm_pmu_apply_event_filter, v4"),
  LOAD_V5("Denied: P and U set; NSH cleared.", "kvm_pmu_apply_event_filter, v5"),
  LOAD_V6(
      "In hyp context NSH clears P; then denied: P and U set; NSH cleared.",
      "kvm_pmu_apply_event_filter, v6 to v8"),
  LOAD_V7_CYCLE(
      "The cycle counter's value is not written to its filter register.",
      "kvm_pmu_apply_event_filter, v7"),
  LOAD_REMAP(
      "P is set iff physical EL1 must not count, U iff EL0 must not, and no other filter bit; the cycle counter's"
          + " register names no event.",
      "kvm_pmu_create_perf_event"),
  LOAD_SKIPPED("Without fine-grained traps nothing is written.", "kvm_pmu_load, v5"),
  HARDWARE_EL1(
      "Hardware counts at EL1 iff P equals NSK, NSK read as 0 without EL3.", "CountPMUEvents"),
  HARDWARE_EL0(
      "Hardware counts at EL0 iff U equals NSU, NSU read as 0 without EL3.", "CountPMUEvents"),
  WRITE_AT_LOAD(
      "A guest's type write reaches hardware at the next load.", "pmu-direct.c, v6 and v8"),
  WRITE_UNSETTLED(
      "What version 7 does at a guest's type write is not settled here.",
      "trap handlers of v7 not read",
      true),
  HARDWARE_NOT_GIVEN(
      "A model that gives the guest no hardware counter does not say what a hardware type register holds.",
      "pmu-emul.c; CountPMUEvents",
      true),
  VIRTUAL_MDCR_UNREFLECTED(
      "Counters the guest owns obey PMCR.E and overflow by PMCR.LP alone; HPMN, HPME, HPMD and HLP are not"
          + " reflected.",
      "pmu-direct.c"),

  // Registers.
  READ_AS_WRITTEN(
      "A type register reads as written under its writable bits, filtered or not.",
      "access_pmu_evtyper"),
  HELD(
      "A counter, its enable and its overflow bit read as what was written and counted, whatever the filter says.",
      "Arm ARM, PMEVCNTR<n>_EL0, PMCNTENSET_EL0, PMOVSSET_EL0"),
  TYPE_BITS_FIXED(
      "Up to v6.1 a type register keeps and shows P, U, NSH and 16 bits of event, whatever levels and version the guest has.",
      "ARMV8_PMU_EVTYPE_MASK in access_pmu_evtyper, v5.10 and v6.1"),
  HIDDEN_SHOWN(
      "The emulated PMU shows the enable and overflow bits of counters the guest cannot reach, which the architecture reads as 0.",
      "access_pmcnten and access_pmovs, v7.3.4"),
  READ_UNSETTLED_V4(
      "What a type register with a denied event reads as in version 4 is not settled here.",
      "trap handlers of v4 not read",
      true),
  READ_RAW("A type register reads as written, unmasked.", "pmu-direct.c, v5 and v6"),
  NO_PMU_UNDEFINED(
      "Without a PMU an access of any of its registers is undefined; MDCR_EL2, which belongs to EL2, is not one of them.",
      "pmu_visibility in sys_regs.c; MDCR_EL2 is under el2_visibility"),
  NO_PMU_UNSETTLED(
      "Without a PMU it is not settled here what MDCR_EL2 reads as and what a load writes to hardware.",
      "access_mdcr and kvm_pmu_load, not read for this case",
      true),
  LONG_OVERFLOW_HELD(
      "Up to v6.1 PMCR.LP reads as written, to no effect: no version has 64-bit event counters.",
      "access_pmcr, v5.10 and v6.1"),
  COUNTER_ABSENT("An event counter that is not implemented is UD.", "pmu_counter_idx_valid"),
  COUNTER_TRAPPED(
      "Below virtual EL2 a counter from HPMN on is taken to the guest hypervisor.", "9a1c58cfefb0"),
  ADVERTISED("PMCEID shows what the hardware has and the filter allows.", "kvm_pmu_get_pmceid"),
  ADVERTISED_HARDWARE(
      "Up to v6.1 PMCEID has what the hardware has before the filter hides some of it, from v6.1 less STALL_SLOT on hosts from"
          + " version 5 on.",
      "kvm_pmu_get_pmceid, v5.10 and v6.1"),
  ADVERTISED_CHAIN(
      "From v6.8 PMCEID always has chain before the filter hides it, and neither STALL_SLOT nor its parts.",
      "kvm_pmu_get_pmceid, v6.12"),
  ADVERTISED_SOFTWARE(
      "In v7.3 PMCEID always has software increment and chain before the filter hides them.",
      "compute_pmceid0"),
  ADVERTISED_UPPER(
      "With a filter, PMCEID's upper halves are 0 in a 10-bit event space.", "kvm_pmu_get_pmceid"),
  ADVERTISED_UNBOUNDED(
      "With a filter of 1,024 events PMCEID's upper halves come from beyond the bitmap and are unknown.",
      "v5.10",
      true),
  NOT_RUN(
      "A guest step of a virtual CPU that has not run does not happen, and is unknown.",
      "KVM_RUN",
      true);

  private final String sentence;
  private final String source;
  private final boolean leavesOpen;

  Arm64Rule(String sentence, String source) {
    this(sentence, source, false);
  }

  Arm64Rule(String sentence, String source, boolean leavesOpen) {
    this.sentence = sentence;
    this.source = source;
    this.leavesOpen = leavesOpen;
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
  public boolean leavesOpen() {
    return leavesOpen;
  }
}
