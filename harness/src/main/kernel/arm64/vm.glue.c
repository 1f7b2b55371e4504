// SPDX-License-Identifier: GPL-2.0
/* The virtual machine, and what its owner does. */
#include <linux/kvm_host.h>
#include <linux/perf/arm_pmu.h>
#include <asm/kvm_emulate.h>
#include <kvm/arm_pmu.h>
#include <kvm/arm_vgic.h>

#include "machine.glue.h"
#include "sys_regs.h"

struct vm_machine machine;
struct kvm vm;
struct kvm_vcpu vcpus[MAX_VCPUS];
struct arm_pmu pmus[2];
static struct task_struct task;
#if defined(HAS_HOST_PMUS) && defined(CONFIG_CPUMASK_OFFSTACK)
static struct cpumask supported_cpus;
#endif

unsigned long vm_ceid0, vm_ceid1, vm_impdef_traps;
unsigned long vm_task = (unsigned long)&task;

#ifdef HAS_NESTED
/* Reserved bits of EL2's registers, by the PMU version. */
static struct kvm_sysreg_masks *masks[7];
#endif

static void reset_pmu(struct arm_pmu *pmu)
{
	pmu->pmuver = machine.host_version;
	bitmap_zero(pmu->pmceid_bitmap, ARMV8_PMUV3_MAX_COMMON_EVENTS);
	pmu->pmceid_bitmap[0] = (u32)machine.ceid0 | machine.ceid1 << 32;
	pmu->pmceid_ext_bitmap[0] = machine.ceid0 >> 32 | (machine.ceid1 & GENMASK_ULL(63, 32));
#ifdef HAS_COUNTER_MASK
	bitmap_zero(pmu->cntr_mask, ARMPMU_MAX_HWEVENTS);
	bitmap_set(pmu->cntr_mask, 0, machine.counters);
	set_bit(CYCLE, pmu->cntr_mask);
#else
	pmu->num_events = machine.counters + 1;
#endif
}

static void set_feature(struct kvm_vcpu *vcpu, unsigned feature)
{
#ifdef HAS_VM_FEATURES
	set_bit(feature, vm.arch.vcpu_features);
#else
	set_bit(feature, vcpu->arch.features);
#endif
}

static void reset_features(struct kvm_vcpu *vcpu)
{
	if (machine.pmu)
		set_feature(vcpu, KVM_ARM_VCPU_PMU_V3);
#ifdef HAS_STRICT
	if (machine.strict)
		set_feature(vcpu, KVM_ARM_VCPU_PMU_V3_STRICT);
#endif
#ifdef HAS_NESTED
	if (machine.nested) {
		set_feature(vcpu, KVM_ARM_VCPU_HAS_EL2);
		set_feature(vcpu, KVM_ARM_VCPU_HAS_EL2_E2H0);
	}
#endif
}

/* TRUSTED: registers start at 0, not at the kernel's pattern; PMUSERENR_EL0 lets EL0 do everything */
static void reset_registers(struct kvm_vcpu *vcpu)
{
	*vcpu_cpsr(vcpu) = machine.nested ? PSR_MODE_EL2h : PSR_MODE_EL1h;
	*__ctxt_sys_reg(&vcpu->arch.ctxt, PMUSERENR_EL0) = ARMV8_PMU_USERENR_MASK;
#if !defined(HAS_PMCR_N) && !defined(HAS_NR_COUNTERS)
	*__ctxt_sys_reg(&vcpu->arch.ctxt, PMCR_EL0) = machine.counters << ARMV8_PMU_PMCR_N_SHIFT;
#endif
#ifdef HAS_NESTED
	*__ctxt_sys_reg(&vcpu->arch.ctxt, MDCR_EL2) = machine.nested && machine.pmu ? machine.counters : 0;
#endif
}

#ifdef HAS_ID_REGISTERS
static void reset_id_registers(void)
{
	kvm_set_vm_id_reg(&vm, SYS_ID_AA64DFR0_EL1, machine.pmu ? machine.vm_version << ID_AA64DFR0_EL1_PMUVer_SHIFT : 0);
	kvm_set_vm_id_reg(&vm, SYS_ID_AA64PFR0_EL1,
			  2UL << ID_AA64PFR0_EL1_EL0_SHIFT | 1UL << ID_AA64PFR0_EL1_EL1_SHIFT
				  | machine.guest_el2 << ID_AA64PFR0_EL1_EL2_SHIFT
				  | machine.guest_el3 << ID_AA64PFR0_EL1_EL3_SHIFT);
}
#endif

/* kvm_setup_vcpu in arm.c. */
static void reset_selection(void)
{
	/* TRUSTED: a virtual machine that is not strict gets the default PMU when its first virtual CPU is made, as in arm.c */
#ifdef HAS_PMCR_N
	vm.arch.pmcr_n = machine.counters;
#endif
#ifdef HAS_DEFAULT_PMU
	if (machine.pmu && !machine.strict && kvm_arm_set_default_pmu(&vm))
		panic("kvm_arm_set_default_pmu");
#endif
}

void vm_reset(const struct vm_machine *m)
{
	unsigned i;

	machine = *m;
	vm_ceid0 = m->ceid0;
	vm_ceid1 = m->ceid1;
	vm_impdef_traps = m->impdef_traps;
	task_thread_info(&task)->preempt_count = 1;
#ifdef HAS_ADDRESS_LIMIT
	task_thread_info(&task)->addr_limit = USER_DS;
#endif
	reset_perf();
	memset(&vm, 0, sizeof(vm));
	memset(vcpus, 0, m->vcpus * sizeof(vcpus[0]));
	atomic_set(&vm.online_vcpus, m->vcpus);
#if defined(HAS_HOST_PMUS) && defined(CONFIG_CPUMASK_OFFSTACK)
	vm.arch.supported_cpus = &supported_cpus;
#endif
	vm.arch.vgic.in_kernel = m->irqchip;
	vm.arch.vgic.initialized = m->irqchip_ready;
	vm.arch.vgic.vgic_model = KVM_DEV_TYPE_ARM_VGIC_V3;
	for (i = 0; i < 2; i++) {
		reset_pmu(&pmus[i]);
		/* Userspace can name 16 bits. */
		pmus[i].pmu.type = i < m->pmus ? i : INT_MAX;
	}
	for (i = 0; i < m->vcpus; i++) {
		vcpus[i].kvm = &vm;
		vcpus[i].vcpu_id = i;
#ifndef HAS_VCPU_ARRAY
		vm.vcpus[i] = &vcpus[i];
#endif
		reset_features(&vcpus[i]);
		kvm_pmu_vcpu_init(&vcpus[i]);
		reset_registers(&vcpus[i]);
	}
#ifdef HAS_ID_REGISTERS
	reset_id_registers();
#endif
#ifdef HAS_NESTED
	vm.arch.sysreg_masks = masks[m->pmu ? m->vm_version : 0];
#endif
	reset_selection();
}

#ifdef HAS_NESTED
static void find_masks(unsigned long version)
{
	struct vm_machine m = { .nested = true, .vcpus = 1, .pmus = 1, .counters = 6, .guest_el2 = 1, .guest_el3 = 1,
				.pmu = version != 0, .host_version = version, .vm_version = version };

	vm_reset(&m);
	if (kvm_init_nv_sysregs(&vcpus[0]))
		panic("kvm_init_nv_sysregs");
	masks[version] = vm.arch.sysreg_masks;
}
#endif

void vm_start(void)
{
	unsigned __maybe_unused i;

#ifdef HAS_HOST_PMUS
	for (i = 0; i < 2; i++) {
		pmus[i].pmuver = ID_AA64DFR0_EL1_PMUVer_IMP;
		cpumask_set_cpu(0, &pmus[i].supported_cpus);
		machine.host_version = 1;
		kvm_host_pmu_init(&pmus[i]);
	}
#endif
#ifdef HAS_TRAP_FORWARDING
	if (kvm_sys_reg_table_init())
		panic("kvm_sys_reg_table_init");
#endif
#ifdef HAS_NESTED
	find_masks(0);
	find_masks(ID_AA64DFR0_EL1_PMUVer_IMP);
	for (i = ID_AA64DFR0_EL1_PMUVer_V3P1; i <= ID_AA64DFR0_EL1_PMUVer_V3P5; i++)
		find_masks(i);
#endif
}

unsigned vm_set_attribute(unsigned vcpu, unsigned group, unsigned long attribute, void *argument)
{
	struct kvm_device_attr attr = { .group = group, .attr = attribute, .addr = (unsigned long)argument };

	return -kvm_arm_vcpu_arch_set_attr(&vcpus[vcpu], &attr);
}

unsigned vm_initialise(unsigned vcpu, bool interrupt)
{
	/* TRUSTED: an interrupt set before INIT is PPI 23, stored as KVM_ARM_VCPU_PMU_V3_IRQ would */
	if (!vcpus[vcpu].arch.pmu.created)
		vcpus[vcpu].arch.pmu.irq_num = interrupt && machine.irqchip ? 23 : 0;
	return vm_set_attribute(vcpu, KVM_ARM_VCPU_PMU_V3_CTRL, KVM_ARM_VCPU_PMU_V3_INIT, NULL);
}

/* kvm_vcpu_first_run_init, later kvm_arch_vcpu_run_pid_change, in arm.c. */
unsigned vm_run(unsigned vcpu)
{
	/* TRUSTED: of a first KVM_RUN only kvm_arm_pmu_v3_enable is called; the virtual machine has then run, as in arm.c; what an interrupt controller that is not ready answers is not the tree's and not compared */
	int refused = 0;

#ifdef HAS_RUN_FLAG
	if (vcpus[vcpu].arch.has_run_once)
		return 0;
	vcpus[vcpu].arch.has_run_once = true;
	refused = kvm_arm_pmu_v3_enable(&vcpus[vcpu]);
#else
	if (kvm_vcpu_has_pmu(&vcpus[vcpu]))
		refused = kvm_arm_pmu_v3_enable(&vcpus[vcpu]);
#ifdef KVM_ARCH_FLAG_HAS_RAN_ONCE
	if (!refused)
		set_bit(KVM_ARCH_FLAG_HAS_RAN_ONCE, &vm.arch.flags);
#endif
#endif
	return -refused;
}

unsigned long vm_counter(unsigned vcpu, unsigned counter)
{
	return kvm_pmu_get_counter_value(&vcpus[vcpu], counter);
}
