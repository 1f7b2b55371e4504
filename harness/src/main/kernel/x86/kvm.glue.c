// SPDX-License-Identifier: GPL-2.0
/* A virtual machine and its virtual CPUs in static memory, made as KVM makes them. */
#include <linux/kvm_host.h>
#include <asm/perf_event.h>
#include "glue.h"
#include "x86.h"
#include "lapic.h"
#include "pmu.h"
#include "vmx/vmx.h"

struct glue_machine machine;

/* MSR_IA32_PERF_CAPABILITIES: counters can be written in full. */
#define FULL_WIDTH_WRITES (1ull << 13)

struct kvm kvm;
/* AMD's virtual CPUs have the same beginning, and the PMU needs no more of it. */
static struct vcpu_vmx vcpus[MAX_VCPUS];
static struct kvm_lapic lapic;
static u8 lapic_registers[4096];

#ifdef HAVE_MEDIATED
const int glue_has_mediated = 1;
#else
const int glue_has_mediated = 0;
#endif

/* Those that are created, in this order. */
static struct kvm_vcpu *created[MAX_VCPUS];

static void make_vcpu(unsigned int number);

struct kvm_vcpu *vcpu_of(unsigned int number)
{
	if (!vcpus[number].vcpu.kvm)
		make_vcpu(number);
	return &vcpus[number].vcpu;
}

struct kvm_vcpu *created_vcpu(unsigned long place)
{
	return place < atomic_read(&kvm.online_vcpus) ? created[place] : NULL;
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
	struct kvm_vcpu *vcpu = &vcpus[number].vcpu;
	int place = atomic_read(&kvm.online_vcpus);

	created[place] = vcpu;
	vcpu->kvm = &kvm;
	vcpu->vcpu_id = number;
	vcpu->arch.apic = &lapic;
	/* It has not run. */
	vcpu->arch.last_vmentry_cpu = -1;
#ifdef HAVE_VCPUS_BY_NUMBER
	kvm.vcpus[place] = vcpu;
#endif
	acting_vcpu = number;
	/* KVM counts it once it is made. */
	kvm_pmu_init(vcpu);
	vcpu->arch.perf_capabilities = machine.amd ? 0 : FULL_WIDTH_WRITES;
#ifdef HAVE_GUEST_CAPS
	guest_cpu_cap_change(vcpu, X86_FEATURE_PDCM, !machine.amd);
	guest_cpu_cap_change(vcpu, X86_FEATURE_PERFCTR_CORE, machine.amd && core_counters());
	guest_cpu_cap_change(vcpu, X86_FEATURE_PERFMON_V2, machine.amd && machine.global_control);
	guest_cpu_cap_change(vcpu, X86_FEATURE_SVM, machine.amd && machine.nested);
#endif
	atomic_set(&kvm.online_vcpus, place + 1);
	kvm_pmu_refresh(vcpu);
}

/* Whether known kernels make this PMU of the CPUID that asks for it; a tree that makes another is judged all the same. */
static bool is_possible(void)
{
	if (machine.mediated && !glue_has_mediated)
		return false;
	if (!machine.amd)
		return true;
#ifndef HAVE_PERFMON_V2
	if (machine.global_control)
		return false;
#endif
	return machine.width == 48;
}

int glue_reset(const struct glue_machine *wanted)
{
	unsigned int i;

	machine = *wanted;
	if (!is_possible())
		return 0;
	perf_reset();
	hardware_reset();
	cpuid_reset();
	kfree(kvm.arch.pmu_event_filter);
	RCU_INIT_POINTER(kvm.arch.pmu_event_filter, NULL);
	allocations = 0;
	steps_reset();
#ifdef HAVE_PMU_SWITCH
	kvm.arch.enable_pmu = true;
#endif
	atomic_set(&kvm.online_vcpus, 0);
	for (i = 0; i < MAX_VCPUS; i++) {
		if (vcpus[i].vcpu.kvm)
			memset(&vcpus[i], 0, sizeof(vcpus[i]));
	}
	lapic.regs = lapic_registers;
	load_module();
	for (i = 0; i < machine.vcpus - machine.late_vcpus; i++)
		make_vcpu(i);
	return 1;
}
