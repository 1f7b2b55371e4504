// SPDX-License-Identifier: GPL-2.0
/* A virtual machine and its virtual CPUs in static memory, and the entry points that steps are made of. */
#include <linux/kvm_host.h>
#include <asm/perf_event.h>
#include "glue.h"
#include "x86.h"
#include "lapic.h"
#include "pmu.h"
#include "vmx/vmx.h"

struct glue_machine machine;
unsigned int acting_vcpu;

/* MSR_IA32_PERF_CAPABILITIES: counters can be written in full. */
#define FULL_WIDTH_WRITES (1ull << 13)

static struct kvm kvm;
/* AMD's virtual CPUs have the same beginning, and the PMU needs no more of it. */
static struct vcpu_vmx vcpus[MAX_VCPUS];
static struct kvm_lapic lapic;
static u8 lapic_registers[4096];

#ifdef HAVE_MEDIATED
const int glue_has_mediated = 1;
#else
const int glue_has_mediated = 0;
#endif

struct kvm_vcpu *vcpu_of(unsigned int number)
{
	return &vcpus[number].vcpu;
}

u64 event_bits(void)
{
	return ARCH_PERFMON_EVENTSEL_UMASK | (machine.amd ? AMD64_EVENTSEL_EVENT : ARCH_PERFMON_EVENTSEL_EVENT);
}

/* ---- The vendor's module ----------------------------------------------------------------------- */

/* A copy, as the kernel changes it: the mediated PMU, once refused, is refused for good. */
static union {
	struct kvm_pmu_ops ops;
	u8 bytes[sizeof(struct kvm_pmu_ops)];
} vendor;

/* Trees from before pmu.c had it. */
bool enable_pmu __weak = true;
#if !__has_include(<asm/kvm-x86-pmu-ops.h>)
struct kvm_x86_ops kvm_x86_ops;
#endif

/* As the vendor's module does when it is loaded. */
static void load_module(void)
{
	memcpy(vendor.bytes, machine.amd ? &amd_pmu_ops : &intel_pmu_ops, sizeof(vendor));
#ifdef HAVE_MEDIATED
	enable_mediated_pmu = machine.mediated;
	vmcs_config.vmentry_ctrl = VM_ENTRY_LOAD_IA32_PERF_GLOBAL_CTRL;
	vmcs_config.vmexit_ctrl = VM_EXIT_LOAD_IA32_PERF_GLOBAL_CTRL;
	if (vendor.ops.write_global_ctrl)
		vendor.ops.write_global_ctrl = hardware_set_guest_global;
#endif
	enable_pmu = true;
#if defined(HAVE_CAPABILITY_OF_VENDOR)
	kvm_init_pmu_capability(&vendor.ops);
#elif defined(HAVE_CAPABILITY)
	kvm_init_pmu_capability();
#endif
#if __has_include(<asm/kvm-x86-pmu-ops.h>)
	kvm_pmu_ops_update(&vendor.ops);
#else
	kvm_x86_ops.pmu_ops = &vendor.ops;
#endif
}

bool core_counters(void)
{
	return machine.general_purpose > 4 || machine.global_control;
}

/* ---- Life -------------------------------------------------------------------------------------- */

static void make_vcpu(unsigned int number)
{
	struct kvm_vcpu *vcpu = vcpu_of(number);

	memset(&vcpus[number], 0, sizeof(vcpus[number]));
	vcpu->kvm = &kvm;
	vcpu->vcpu_id = number;
	vcpu->arch.apic = &lapic;
	/* It has not run. */
	vcpu->arch.last_vmentry_cpu = -1;
#ifdef HAVE_VCPUS_BY_NUMBER
	kvm.vcpus[number] = vcpu;
#endif
	acting_vcpu = number;
	kvm_pmu_init(vcpu);
	vcpu->arch.perf_capabilities = machine.amd ? 0 : FULL_WIDTH_WRITES;
#ifdef HAVE_GUEST_CAPS
	guest_cpu_cap_change(vcpu, X86_FEATURE_PDCM, !machine.amd);
	guest_cpu_cap_change(vcpu, X86_FEATURE_PERFCTR_CORE, machine.amd && core_counters());
	guest_cpu_cap_change(vcpu, X86_FEATURE_PERFMON_V2, machine.amd && machine.global_control);
	guest_cpu_cap_change(vcpu, X86_FEATURE_SVM, machine.amd && machine.nested);
#endif
	kvm_pmu_refresh(vcpu);
}

/* Whether the PMU that the kernel made is the machine's. */
static bool is_machine(const struct kvm_pmu *pmu)
{
	bool spare = machine.amd && !machine.global_control && pmu->nr_arch_gp_counters >= machine.general_purpose;

	/* AMD's counters are four or six; those the machine lacks show nowhere without global control. */
	if (pmu->nr_arch_gp_counters != machine.general_purpose && !spare)
		return false;
	if (pmu->nr_arch_fixed_counters != machine.fixed)
		return false;
	if (pmu->counter_bitmask[KVM_PMC_GP] != ~0ull >> (64 - machine.width))
		return false;
	if (machine.fixed && pmu->counter_bitmask[KVM_PMC_FIXED] != ~0ull >> (64 - machine.width))
		return false;
#ifdef HAVE_MEDIATED
	if (enable_mediated_pmu != machine.mediated)
		return false;
#else
	if (machine.mediated)
		return false;
#endif
	return machine.global_control == (pmu->version > 1);
}

int glue_reset(const struct glue_machine *wanted)
{
	unsigned int i;

	machine = *wanted;
	perf_reset();
	hardware_reset();
	cpuid_reset();
	kfree(kvm.arch.pmu_event_filter);
	RCU_INIT_POINTER(kvm.arch.pmu_event_filter, NULL);
#ifdef HAVE_PMU_SWITCH
	kvm.arch.enable_pmu = true;
#endif
	atomic_set(&kvm.online_vcpus, machine.vcpus);
	lapic.regs = lapic_registers;
	load_module();
	for (i = 0; i < machine.vcpus; i++) {
		make_vcpu(i);
		if (!is_machine(vcpu_to_pmu(vcpu_of(i))))
			return 0;
	}
	return 1;
}

/* TRUSTED: a reset is kvm_pmu_destroy(), which is kvm_pmu_reset(), with the guest's hardware state cleared */
void glue_reset_vcpu(unsigned int number)
{
	struct kvm_vcpu *vcpu = vcpu_of(number);

	acting_vcpu = number;
	kvm_pmu_destroy(vcpu);
	hardware_reset_vcpu(number);
	vcpu->arch.efer = 0;
	leave_guest_mode(vcpu);
	kvm_clear_request(KVM_REQ_PMU, vcpu);
}

/* ---- Steps ------------------------------------------------------------------------------------- */

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

/* As vcpu_enter_guest() does. */
void glue_enter(unsigned int number)
{
	struct kvm_vcpu *vcpu = vcpu_of(number);

	acting_vcpu = number;
	if (kvm_check_request(KVM_REQ_PMU, vcpu))
		kvm_pmu_handle_event(vcpu);
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

/* Trees without any of these count nothing here. */
void glue_emulate(unsigned int number, int branch, int user)
{
	struct kvm_vcpu *vcpu = vcpu_of(number);

	acting_vcpu = number;
	acting_cpl = user ? 3 : 0;
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
	struct kvm_pmu *pmu = vcpu_to_pmu(vcpu_of(vcpu));

	return pmc_read_counter(counter < machine.general_purpose ?
					&pmu->gp_counters[counter] :
					&pmu->fixed_counters[counter - machine.general_purpose]);
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
