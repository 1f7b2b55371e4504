package pmuoracle.spec.x86;

import pmuoracle.spec.Rule;

/** The law book of the x86 filter. */
public enum X86Rule implements Rule {
  // Acceptance of a request, in the order of the checks.
  SET_HEADER_UNREADABLE(
      "A request whose header cannot be read is refused with EFAULT before anything else is looked at.",
      "kvm_vm_ioctl_set_pmu_event_filter, first copy_from_user"),
  SET_ACTION_UNKNOWN(
      "A request whose action is none of the generation's actions is refused with EINVAL.",
      "kvm_vm_ioctl_set_pmu_event_filter since 66bb8a065f5a; proposed in the review of 2019-07-16"),
  SET_ACTION_UNCHECKED(
      "The patch as posted accepts any action; one that is neither 0 nor 1 installs a filter that allows everything.",
      "mail [PATCH v2] KVM: x86: PMU Event Filter, 2019-07-11"),
  SET_FLAGS_UNKNOWN(
      "A request with a flag bit the generation does not know is refused with EINVAL.",
      "kvm_vm_ioctl_set_pmu_event_filter since 30cd8604323d; bit 0 is known since 14329b825ffb"),
  SET_TOO_MANY(
      "A request that claims more events than the limit is refused with E2BIG before its size is computed or its events"
          + " are read.",
      "kvm_vm_ioctl_set_pmu_event_filter, KVM_PMU_EVENT_FILTER_MAX_EVENTS"),
  SET_EVENTS_UNREADABLE(
      "A request whose claimed events cannot all be read is refused with EFAULT.",
      "kvm_vm_ioctl_set_pmu_event_filter, second copy_from_user"),
  SET_MASKED_RESERVED(
      "A masked request with an entry that has a bit outside the masked fields of this vendor is refused with EINVAL.",
      "is_masked_entry and validation loop, 14329b825ffb"),
  SET_REFUSED_UNCHANGED(
      "A refused request changes nothing.",
      "kvm_vm_ioctl_set_pmu_event_filter, the exit that frees the new object"),
  SET_REPLACED(
      "An accepted request replaces the whole filter of every virtual CPU.",
      "kvm_vm_ioctl_set_pmu_event_filter, rcu_replace_pointer"),
  SET_PAD_IGNORED(
      "The padding of an accepted request may hold anything.",
      "Documentation/virt/kvm/api.rst 4.120; the check was dropped when 30cd8604323d was applied"),
  SET_NONE_REMOVES(
      "The action NONE removes the event list; the bitmap of the same request applies as with any action.",
      "mail Re: [PATCH v2] KVM: x86: PMU Event Filter, 2019-07-16; that the bitmap still applies is our reading of it"),

  // The verdict on a general-purpose counter.
  NO_FILTER_ALLOWS("Without a filter every event is allowed.", "check_pmu_event_filter"),
  LISTED_ALLOWED("Under ALLOW a listed event is allowed.", "check_pmu_event_filter"),
  UNLISTED_DENIED("Under ALLOW an event that is not listed is denied.", "check_pmu_event_filter"),
  LISTED_DENIED("Under DENY a listed event is denied.", "check_pmu_event_filter"),
  UNLISTED_ALLOWED("Under DENY an event that is not listed is allowed.", "check_pmu_event_filter"),
  UNKNOWN_ACTION_ALLOWS(
      "A filter whose action is neither 0 nor 1 allows everything.",
      "mail [PATCH v2] KVM: x86: PMU Event Filter, 2019-07-11"),
  ENTRY_EQUALS(
      "An entry lists an event iff all its 64 bits equal the selector's 12-bit event select and unit mask.",
      "kvm_pmu_check_event_filter up to v6.2, AMD64_RAW_EVENT_MASK_NB"),
  ENTRY_LOW_BITS(
      "An entry lists an event iff their low 16 bits agree, because the comparison keeps 32 bits of the difference.",
      "cmp_u64 in 7ff775aca48a; stated for entries of event select and unit mask only"),
  ENTRY_UNSETTLED(
      "In v5.17 it is not settled here what a list matches if some entry has bits outside event select and unit mask; from that"
          + " filter on counts, counter values and overflow bits are unknown.",
      "cmp_u64 in 7ff775aca48a keeps 32 bits of the difference, so that such a list has no order",
      true),
  ENTRY_EXACT(
      "Without the masked flag an entry lists exactly its own event select and unit mask of this vendor.",
      "convert_to_masked_filter, 6a5cba7bed35 and 8589827fd534"),
  ENTRY_DROPPED(
      "Without the masked flag an entry with any other bit set is accepted and lists nothing.",
      "remove_impossible_events, 8589827fd534"),
  ENTRY_INCLUDES(
      "A masked include entry covers the events of its select whose unit mask, under the entry's mask, equals its match.",
      "filter_contains_match, 14329b825ffb"),
  EXCLUDE_WINS(
      "An event that some include entry covers is not listed if any exclude entry covers it, wherever that entry stands.",
      "is_gp_event_allowed, 14329b825ffb"),

  // The verdict on a fixed counter.
  FIXED_UNFILTERED(
      "Fixed counters are not filtered.",
      "mail [PATCH v2] KVM: x86: PMU Event Filter; 66bb8a065f5a"),
  FIXED_BY_BITMAP(
      "Fixed counter i is allowed iff bit i of the bitmap is set under ALLOW or clear under DENY; the events play no part.",
      "is_fixed_event_allowed, 30cd8604323d"),
  FIXED_REJECTED(
      "Fixed counter i is rejected iff bit i of the reject bitmap is set, whatever the action.",
      "mail Re: [PATCH v2] KVM: x86: PMU Event Filter, 2019-07-16, fixed_counter_reject_bitmap"),
  FIXED_REJECT_FAULTS(
      "A guest write of fixed control that changes a rejected counter's nibble to one that enables it fails with EACCES,"
          + " which the guest sees as #GP, and changes nothing.",
      "mail Re: [PATCH v2] KVM: x86: PMU Event Filter, 2019-07-16; that disabling does not fault is our reading"),

  // Guest accesses.
  WRITE_RESERVED_FAULTS(
      "On Intel a write with a reserved bit raises #GP and changes nothing.", "intel_pmu_set_msr"),
  WRITE_RESERVED_DROPPED(
      "On AMD reserved bits of a write are dropped; those of an event select from v5.18 on.",
      "amd_pmu_set_msr since 9b026073db2f, kvm_pmu_set_msr"),
  SELECT_RESERVED_FAULTS(
      "Up to v5.17 a write of an AMD event select with bit 21 or one of 63:36 set raises #GP and changes nothing; up to v5.15 with"
          + " one of 35:32 too, from v5.16 on with bit 19.",
      "amd_pmu_set_msr before 9b026073db2f; reserved_bits in amd_pmu_refresh before and since cb1d220da0fa"),
  WRITE_READ_ONLY(
      "Global status is read-only: a guest's write raises #GP on Intel and is ignored on AMD.",
      "kvm_pmu_set_msr"),
  WRITE_SAME_NOTHING(
      "Writing the value a control register already has does nothing.",
      "intel_pmu_set_msr, amd_pmu_set_msr"),
  WRITE_PROGRAMS_AT_ONCE(
      "A changed control register reprograms its counters within the write.",
      "reprogram_counter callers up to v6.1"),
  WRITE_PROGRAMS_AT_ENTRY(
      "A changed control register reprograms its counters at the next entry.",
      "kvm_pmu_request_counter_reprogram, v6.2"),
  COUNTER_WRITE_UNFILTERED(
      "A write of a counter's value takes effect whatever the filter says.", "pmc_write_counter"),
  READ_AS_WRITTEN(
      "A read returns what the guest wrote, or what the counter holds, whatever the filter says.",
      "kvm_pmu_get_msr"),

  CLEAR_READS_BACK(
      "Up to v5.10 a read of IA32_PERF_GLOBAL_OVF_CTRL returns what was written last, 0 at first; later it returns 0.",
      "intel_pmu_get_msr, global_ovf_ctrl, v5.10.223"),

  // Programming.
  SET_NOT_PUSHED(
      "A new filter leaves programmed counters as they are until something else reprograms them.",
      "kvm_vm_ioctl_set_pmu_event_filter up to v6.1"),
  SET_PUSHED(
      "A new filter governs every counter of every virtual CPU from that CPU's next entry.",
      "kvm_vm_ioctl_set_pmu_event_filter since f1c5651fda43"),
  PROGRAM_DENIED(
      "Programming a counter that is enabled but denied stops it.",
      "reprogram_counter, pmc_event_is_allowed"),
  PROGRAM_DISABLED(
      "Programming a counter that is not enabled stops it.",
      "reprogram_counter, pmc_is_globally_enabled"),
  PROGRAM_RUNS(
      "Programming a counter that is enabled and allowed lets it run, and it is no longer pending.",
      "reprogram_counter"),
  PROGRAM_GATED(
      "Programming a counter whose event CPUID marks unavailable stops it although the filter allows it.",
      "intel_hw_event_available up to v6.8"),

  // Counting.
  COUNT_AS_PROGRAMMED(
      "A running counter advances by the occurrences of its programmed event at a privilege it was programmed for.",
      "pmc_reprogram_counter"),
  COUNT_GENERIC(
      "Up to v5.19 an AMD counter whose select has bit 34 or 35, but none of 33:32, and no edge, inversion or counter mask counts"
          + " the event of its low 16 bits if that is one of perf's generic events.",
      "amd_pmc_perf_hw_id, reprogram_gp_counter, v5.10.223"),
  COUNT_MEDIATED(
      "A mediated counter advances while its loaded enable and its global-control bit are set.",
      "kvm_mediated_pmu_load, 283a5aa57b22"),
  COUNT_STOPPED("A counter that is not running does not advance.", "reprogram_counter"),
  EMULATED_NOT_COUNTED("Instructions that KVM completes are not counted.", "up to v5.16"),
  EMULATED_LATCHED(
      "An instruction that KVM completes is counted by each enabled counter of that event whose last programming has the"
          + " privilege, whatever the filter says, and reprograms it.",
      "kvm_pmu_trigger_event, 9cd803d496e7"),
  EMULATED_UNFILTERED(
      "An instruction that KVM completes is counted by each enabled counter of that event and privilege, whatever the"
          + " filter says.",
      "kvm_pmu_trigger_event, v6.2 and v6.3"),
  EMULATED_FILTERED(
      "An instruction that KVM completes is counted by each enabled counter of that event and privilege that the filter"
          + " allows at that moment.",
      "kvm_pmu_trigger_event since dfdeda67ea2d"),
  EMULATED_DENIED(
      "A denied counter does not count instructions that KVM completes.",
      "kvm_pmu_trigger_event since dfdeda67ea2d"),
  OVERFLOW_SETS_STATUS(
      "A counter that overflows sets its bit in global status, unless it is already waiting to be reprogrammed: a perf-backed one"
          + " at the end of its period, a mediated one where it wraps.",
      "kvm_perf_overflow"),
  PERIOD_PROGRAMMED(
      "Programming that lets a perf-backed counter run begins a period of what is left to its wrap.",
      "get_sample_period in pmc_reprogram_counter and pmc_resume_counter"),
  PERIOD_OF_VALUE(
      "Up to v5.17 a write of a running Intel counter begins a period of what is left of the value to its wrap.",
      "intel_pmu_set_msr up to v5.17"),
  PERIOD_NOT_WRITTEN(
      "Up to v5.17 a write of a running AMD counter leaves its period.",
      "amd_pmu_set_msr before 75189d1de1b3"),
  PERIOD_OF_BASE(
      "From v5.18 on a write of a running counter begins a period that is longer than what is left of the value by what perf has"
          + " counted since the counter was programmed, modulo the counter's width.",
      "pmc_update_sample_period, 75189d1de1b3"),
  PERIOD_CHECKPOINTED(
      "A counter programmed with IN_TXCP, bit 33, has no period: it reports no overflow of retired events. Up to v5.17 bit 33 of an"
          + " AMD select is taken for it.",
      "pmc_reprogram_counter, HSW_IN_TX_CHECKPOINTED"),
  WRAP_UNREPORTED(
      "A perf-backed counter that wraps before its period ends leaves its bit in global status as it is.",
      "kvm_perf_overflow"),
  OVERFLOW_LOST(
      "An overflow of emulated counts found while programming a counter that is then denied or disabled is not reported.",
      "reprogram_counter since v6.2"),

  // The mediated PMU.
  MEDIATED_SHADOW(
      "Programming a mediated counter gives its shadow the guest's enable bits if it is allowed, else none.",
      "kvm_mediated_pmu_refresh_eventsel_hw, 3db871fe185b"),
  MEDIATED_FIXED_HOLE(
      "A fixed-control write copies every nibble to the shadow but re-evaluates only those that differ from the guest's"
          + " previous value, so a denied counter whose nibble stayed the same counts.",
      "intel_pmu_set_msr as in 02918f007792"),
  MEDIATED_FIXED_CLOSED(
      "A fixed-control write re-evaluates every nibble that differs from the previous shadow.",
      "intel_pmu_set_msr as in v7.2.6"),
  MEDIATED_HOST_GUEST(
      "On AMD a counter with Host-Only or Guest-Only set is enabled only with SVME, and with exactly one of them only"
          + " outside or inside L2.",
      "pmc_is_locally_enabled and amd_pmu_refresh_host_guest_eventsel_hw as in v7.2"),

  // Levels and life.
  L2_SAME_VERDICT(
      "The same filter and the same counters serve the guest and its own guest.",
      "struct kvm_pmu, per vCPU"),
  L2_LOADS_GLOBAL(
      "Entering or leaving L2 with a value for global control acts as a write of it.",
      "nested_vmx_load_msr, vmx nested"),
  L2_WITHOUT_SVME("Entering L2 on AMD while SVME is 0 raises #UD.", "nested_svm_check_permissions"),
  RESET_STOPS(
      "After a reset nothing counts until it is programmed anew; the filter stays, and what a latching generation has latched.",
      "KVM_SET_MSRS of every PMU register, by which a VMM resets a virtual CPU"),
  RESET_GLOBAL(
      "After a reset global control has the general-purpose counters' bits.",
      "Intel SDM volume 3, state after RESET; de120e1d692d"),
  INIT_KEEPS(
      "An INIT leaves every register and every counter of the PMU as it is; it clears EFER.SVME and leaves L2.",
      "kvm_vcpu_reset with init_event; ed129ec9057f"),
  CPUID_KEEPS(
      "KVM_SET_CPUID2 with the same CPUID changes nothing once the virtual CPU has run; from v6.0 to v6.7 also before.",
      "kvm_set_cpuid since c6617c61e8fe; intel_pmu_refresh since c49467a45fe0"),
  CPUID_GLOBAL(
      "Up to v5.19 KVM_SET_CPUID2 gives global control its initial value and programs nothing anew; up to v5.15 also after the"
          + " first run.",
      "intel_pmu_refresh up to v5.19"),
  CPUID_RESETS(
      "From v6.8 on KVM_SET_CPUID2 before the first run stops every counter and resets every register, and then gives global"
          + " control its initial value.",
      "kvm_pmu_refresh since 1647b52757d5");

  private final String sentence;
  private final String source;
  private final boolean leavesOpen;

  X86Rule(String sentence, String source) {
    this(sentence, source, false);
  }

  X86Rule(String sentence, String source, boolean leavesOpen) {
    this.sentence = sentence;
    this.source = source;
    this.leavesOpen = leavesOpen;
  }

  @Override
  public String id() {
    return "X86-" + name().replace('_', '-');
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
