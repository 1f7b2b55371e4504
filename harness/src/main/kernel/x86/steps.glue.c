// SPDX-License-Identifier: GPL-2.0
/* The steps of a program, each by the entry points of KVM that it comes by. */
#include <linux/kvm_host.h>
#include "glue.h"
#include "x86.h"
#include "pmu.h"

unsigned int acting_vcpu;

/* ---- The filter and the registers -------------------------------------------------------------- */

int glue_set_filter(const void *at, unsigned long bytes)
{
	set_user_window(at, bytes);
	return kvm_vm_ioctl_set_pmu_event_filter(&kvm, (void __user *)at);
}

static unsigned int amd_msr(unsigned int kind, unsigned int index)
{
	switch (kind) {
	case 0:
		return core_counters() ? MSR_F15H_PERF_CTL0 + 2 * index : MSR_K7_EVNTSEL0 + index;
	case 1:
		return core_counters() ? MSR_F15H_PERF_CTR0 + 2 * index : MSR_K7_PERFCTR0 + index;
#ifdef HAVE_PERFMON_V2
	case 5:
		return MSR_AMD64_PERF_CNTR_GLOBAL_CTL;
	case 6:
		return MSR_AMD64_PERF_CNTR_GLOBAL_STATUS;
	case 7:
		return MSR_AMD64_PERF_CNTR_GLOBAL_STATUS_CLR;
#endif
	}
	host_stop("a register that AMD does not have");
}

static unsigned int intel_msr(unsigned int kind, unsigned int index)
{
	switch (kind) {
	case 0:
		return MSR_P6_EVNTSEL0 + index;
	case 1:
		return MSR_IA32_PERFCTR0 + index;
	case 2:
		return MSR_IA32_PMC0 + index;
	case 3:
		return MSR_CORE_PERF_FIXED_CTR0 + index;
	case 4:
		return MSR_CORE_PERF_FIXED_CTR_CTRL;
	case 5:
		return MSR_CORE_PERF_GLOBAL_CTRL;
	case 6:
		return MSR_CORE_PERF_GLOBAL_STATUS;
	case 7:
		return MSR_CORE_PERF_GLOBAL_OVF_CTRL;
	}
	host_stop("a register that Intel does not have");
}

/* As kvm_set_msr_common() and its twin do with a register of the PMU; what is none is refused. */
static int access(unsigned int number, struct msr_data *msr, unsigned int kind, unsigned int index, bool write)
{
	struct kvm_vcpu *vcpu = vcpu_of(number);

	acting_vcpu = number;
	msr->index = machine.amd ? amd_msr(kind, index) : intel_msr(kind, index);
	if (!kvm_pmu_is_valid_msr(vcpu, msr->index))
		return 1;
	return write ? kvm_pmu_set_msr(vcpu, msr) : kvm_pmu_get_msr(vcpu, msr);
}

struct kvm_pmc *counter_of(unsigned int vcpu, unsigned int counter)
{
	struct kvm_pmu *pmu = vcpu_to_pmu(vcpu_of(vcpu));

	return counter < machine.general_purpose ? &pmu->gp_counters[counter] :
						   &pmu->fixed_counters[counter - machine.general_purpose];
}

int glue_write(unsigned int vcpu, unsigned int kind, unsigned int index, unsigned long value, int host)
{
	struct msr_data msr = { .data = value, .host_initiated = host };

	return access(vcpu, &msr, kind, index, true);
}

int glue_read(unsigned int vcpu, unsigned int kind, unsigned int index, unsigned long *value, int host)
{
	struct msr_data msr = { .host_initiated = host };
	int refused = access(vcpu, &msr, kind, index, false);

	*value = msr.data;
	return refused;
}

/* ---- Running ----------------------------------------------------------------------------------- */

static unsigned int entries[MAX_VCPUS];

void steps_reset(void)
{
	memset(entries, 0, sizeof(entries));
}

/* As kvm_arch_sched_in(), later kvm_arch_vcpu_load(), of a virtual CPU that was preempted. */
static void schedule_in(struct kvm_vcpu *vcpu)
{
#ifdef HAVE_CLEANUP
	struct kvm_pmu *pmu = vcpu_to_pmu(vcpu);

	if (pmu->version && pmu->event_count) {
		pmu->need_cleanup = true;
		kvm_make_request(KVM_REQ_PMU, vcpu);
	}
#endif
}

/* Known kernels keep the mark of a counter that stays stopped, and program it when something else asks for the PMU. */
static void look_at_marks(struct kvm_vcpu *vcpu)
{
#ifdef HAVE_KEPT_MARKS
	if (!bitmap_empty(vcpu_to_pmu(vcpu)->reprogram_pmi, X86_PMC_IDX_MAX))
		glue_unsettled = 1;
#endif
}

static void serve_requests(struct kvm_vcpu *vcpu)
{
	if (kvm_check_request(KVM_REQ_PMU, vcpu)) {
		kvm_pmu_handle_event(vcpu);
		look_at_marks(vcpu);
	}
}

/* As vcpu_enter_guest() does. */
void glue_enter(unsigned int number)
{
	struct kvm_vcpu *vcpu = vcpu_of(number);

	acting_vcpu = number;
	/* TRUSTED: a virtual CPU is preempted, and its events looked through for unused ones, before every third entry */
	if (++entries[number] % 3 == 0)
		schedule_in(vcpu);
	serve_requests(vcpu);
#ifdef HAVE_MEDIATED
	if (machine.mediated) {
		kvm_mediated_pmu_load(vcpu);
		hardware_loaded(number);
		kvm_mediated_pmu_put(vcpu);
	}
#endif
}

void glue_retire(unsigned int number, unsigned long event, unsigned long times, int user)
{
	acting_vcpu = number;
#ifdef HAVE_MEDIATED
	if (machine.mediated) {
		kvm_mediated_pmu_load(vcpu_of(number));
		hardware_retire(number, event, times, user);
		kvm_mediated_pmu_put(vcpu_of(number));
		return;
	}
#endif
	perf_retire(number, event, times, user);
}

#ifdef HAVE_BUMP_OF_BASE
/* Before one more is counted: whether KVM would look for the wrap elsewhere than the counter has it. */
static bool misjudges(struct kvm_pmc *pmc)
{
	u64 next = (pmc_read_counter(pmc) + 1) & counter_mask();

	return (next == 0) != (next < pmc->counter);
}

static void look_at_bump(struct kvm_pmu *pmu)
{
	unsigned int i;

	for (i = 0; i < machine.general_purpose; i++)
		glue_unsettled |= misjudges(&pmu->gp_counters[i]);
	for (i = 0; i < machine.fixed; i++)
		glue_unsettled |= misjudges(&pmu->fixed_counters[i]);
}
#endif

/* Trees without any of these count nothing here. */
void glue_emulate(unsigned int number, int branch, int user)
{
	struct kvm_vcpu *vcpu = vcpu_of(number);

	acting_vcpu = number;
	acting_cpl = user ? 3 : 0;
#ifdef HAVE_BUMP_OF_BASE
	look_at_bump(vcpu_to_pmu(vcpu));
#endif
#if defined(HAVE_RETIRED)
	if (branch)
		kvm_pmu_branch_retired(vcpu);
	else
		kvm_pmu_instruction_retired(vcpu);
#elif defined(HAVE_TRIGGER_BY_SELECT)
	kvm_pmu_trigger_event(vcpu, branch ? kvm_pmu_eventsel.BRANCH_INSTRUCTIONS_RETIRED :
					     kvm_pmu_eventsel.INSTRUCTIONS_RETIRED);
#elif defined(HAVE_TRIGGER_BY_ID)
	kvm_pmu_trigger_event(vcpu, branch ? PERF_COUNT_HW_BRANCH_INSTRUCTIONS : PERF_COUNT_HW_INSTRUCTIONS);
#else
	(void)vcpu;
#endif
}

unsigned long glue_counter(unsigned int vcpu, unsigned int counter)
{
	return pmc_read_counter(counter_of(vcpu, counter));
}

int glue_tells;

unsigned long glue_fact(unsigned int vcpu, unsigned int counter, unsigned int fact)
{
	if (machine.mediated)
		return fact == FACT_EVENT ? hardware_selector(vcpu, counter) : 0;
	return perf_fact(counter_of(vcpu, counter), fact);
}

unsigned long glue_machine_fact(unsigned int fact)
{
	return fact == FACT_ALLOCATIONS ? allocations : perf_lost_events();
}

/* ---- Nesting ----------------------------------------------------------------------------------- */

/* TRUSTED: what svm_set_efer(), enter_svm_guest_mode() and nested_svm_vmexit() do for the PMU is done here in their order */

int glue_svme(unsigned int vcpu)
{
	return !!(vcpu_of(vcpu)->arch.efer & EFER_SVME);
}

int glue_in_l2(unsigned int vcpu)
{
	return is_guest_mode(vcpu_of(vcpu));
}

void glue_set_svme(unsigned int number, int on)
{
	struct kvm_vcpu *vcpu = vcpu_of(number);

	if (glue_svme(number) == !!on)
		return;
	acting_vcpu = number;
	vcpu->arch.efer = on ? EFER_SVME : 0;
	if (!on && is_guest_mode(vcpu)) {
		leave_guest_mode(vcpu);
		svm_transition(vcpu, true);
	}
	svm_transition(vcpu, false);
}

void glue_set_l2(unsigned int number, int in)
{
	struct kvm_vcpu *vcpu = vcpu_of(number);

	acting_vcpu = number;
	if (in)
		enter_guest_mode(vcpu);
	else
		leave_guest_mode(vcpu);
	if (machine.amd)
		svm_transition(vcpu, false);
}

/* ---- Reset ------------------------------------------------------------------------------------- */

enum { COUNTER = 1, EVENT_SELECT = 0, FIXED_COUNTER = 3, FIXED_CONTROL, GLOBAL_CONTROL, GLOBAL_STATUS, STATUS_CLEAR };

/* TRUSTED: a reset is the owner's writes of every register, of the counters' controls first, and the next entry's service */
void glue_reset_vcpu(unsigned int number)
{
	struct kvm_vcpu *vcpu = vcpu_of(number);
	unsigned int i;

	hardware_reset_vcpu(number);
	vcpu->arch.efer = 0;
	leave_guest_mode(vcpu);
	if (machine.fixed)
		glue_write(number, FIXED_CONTROL, 0, 0, 1);
	if (machine.global_control)
		glue_write(number, GLOBAL_CONTROL, 0, 0, 1);
	for (i = 0; i < machine.general_purpose; i++) {
		glue_write(number, EVENT_SELECT, i, 0, 1);
		glue_write(number, COUNTER, i, 0, 1);
	}
	for (i = 0; i < machine.fixed; i++)
		glue_write(number, FIXED_COUNTER, i, 0, 1);
	if (machine.global_control) {
		glue_write(number, GLOBAL_STATUS, 0, 0, 1);
		glue_write(number, STATUS_CLEAR, 0, 0, 1);
		glue_write(number, GLOBAL_CONTROL, 0, BIT_ULL(machine.general_purpose) - 1, 1);
	}
	serve_requests(vcpu);
}

/* ---- The rest of a virtual CPU's life ---------------------------------------------------------- */

void glue_runs(unsigned int number)
{
	vcpu_of(number)->arch.last_vmentry_cpu = 0;
}

/* TRUSTED: an INIT does to EFER.SVME and to L2 what kvm_vcpu_reset() does, and nothing to the PMU, which no known kernel does */
void glue_init(unsigned int number)
{
	if (glue_in_l2(number))
		glue_set_l2(number, 0);
	glue_set_svme(number, 0);
#ifdef HAVE_RESET_AT_INIT
	kvm_pmu_reset(vcpu_of(number));
#endif
}

/* TRUSTED: KVM_SET_CPUID2 refreshes the PMU as kvm_set_cpuid() does; its answer is not the tree's and not compared */
void glue_set_cpuid(unsigned int number)
{
	struct kvm_vcpu *vcpu = vcpu_of(number);

	acting_vcpu = number;
#ifdef HAVE_CPUID_ONCE_RUN
	if (vcpu->arch.last_vmentry_cpu != -1)
		return;
#endif
	kvm_pmu_refresh(vcpu);
}
