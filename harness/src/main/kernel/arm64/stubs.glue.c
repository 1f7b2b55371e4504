// SPDX-License-Identifier: GPL-2.0
/* Parts of the kernel that the PMU leans on. */
#include <linux/kvm_host.h>
#include <linux/irq_work.h>
#include <linux/jump_label.h>
#include <linux/mutex.h>
#include <linux/xarray.h>
#include <asm/cpufeature.h>
#include <asm/kvm_emulate.h>
#include <kvm/arm_vgic.h>
#ifdef HAS_NESTED
#include <asm/kvm_nested.h>
#endif

#include "machine.glue.h"

/* ---- The processor ---- */

const unsigned vm_capabilities[] = {
#ifndef HAS_CAPABILITY_KEYS
	ARM64_ALWAYS_SYSTEM,
#endif
#ifdef HAS_NESTED
	ARM64_HAS_NESTED_VIRT,
#endif
	ARM64_HAS_VIRT_HOST_EXTN,
	~0u,
};

#ifdef HAS_IMPDEF_TRAPS
const unsigned vm_impdef_capability = ARM64_WORKAROUND_PMUV3_IMPDEF_TRAPS;
#else
const unsigned vm_impdef_capability = ~0u;
#endif

#ifdef HAS_CAPABILITY_KEYS
#define HAS { .key = { .enabled = ATOMIC_INIT(1) } }
struct static_key_false arm64_const_caps_ready = HAS;
struct static_key_false cpu_hwcap_keys[ARM64_NCAPS] = { [ARM64_HAS_32BIT_EL0] = HAS };
#endif

/* TRUSTED: the processor has VHE and, where the tree knows it, nesting; its ID registers are the machine's and else 0 */
u64 read_sanitised_ftr_reg(u32 id)
{
	if (id == SYS_ID_AA64DFR0_EL1)
		return machine.host_version << 8;
	/* AArch32 at EL0: else PMCR_EL0.LC is fixed. */
	return id == SYS_ID_AA64PFR0_EL1 ? 0x12 : 0;
}

#ifndef HAS_HOST_PMUS
int perf_num_counters(void)
{
	return machine.counters;
}
#endif

/* ---- Locks, work, keys: one thread, nothing waits ---- */

/* TRUSTED: locks are always free, irq_work does nothing */
unsigned int nr_cpu_ids = 1;

void mutex_lock(struct mutex *lock)
{
}

void mutex_unlock(struct mutex *lock)
{
}

bool irq_work_queue(struct irq_work *work)
{
	return true;
}

/* ---- Virtual CPUs of the virtual machine, and forwarded registers by their encoding ---- */

/* TRUSTED: xarrays are the list of virtual CPUs and one hash table */
#define SLOTS 16384u

static struct {
	unsigned long index;
	void *entry;
} slots[SLOTS];

static unsigned slot_of(unsigned long index)
{
	unsigned i = (unsigned)(index * 0x9e3779b97f4a7c15UL >> 50) % SLOTS;

	while (slots[i].entry && slots[i].index != index)
		i = (i + 1) % SLOTS;
	return i;
}

void *xa_load(struct xarray *xa, unsigned long index)
{
#ifdef HAS_VCPU_ARRAY
	if (xa == &vm.vcpu_array)
		return index < machine.vcpus ? &vcpus[index] : NULL;
#endif
	return slots[slot_of(index)].entry;
}

void *xa_store(struct xarray *xa, unsigned long index, void *entry, gfp_t flags)
{
	unsigned i = slot_of(index);
	void *old = slots[i].entry;

	slots[i].index = index;
	slots[i].entry = entry;
	return old;
}

void *xa_find(struct xarray *xa, unsigned long *index, unsigned long last, xa_mark_t filter)
{
	return *index < machine.vcpus && *index <= last ? &vcpus[*index] : NULL;
}

void *xa_find_after(struct xarray *xa, unsigned long *index, unsigned long last, xa_mark_t filter)
{
	++*index;
	return xa_find(xa, index, last, filter);
}

/* ---- The rest of KVM ---- */

/* TRUSTED: an undefined instruction is recorded, not injected */
void kvm_inject_undefined(struct kvm_vcpu *vcpu)
{
	fault = UNDEFINED;
}

/* TRUSTED: the interrupt controller accepts the PMU as owner of its interrupt */
int kvm_vgic_set_owner(struct kvm_vcpu *vcpu, unsigned int intid, void *owner)
{
	return 0;
}

#ifdef HAS_NESTED
/* TRUSTED: loading and putting a virtual CPU do nothing; perf events keep their exclusions meanwhile */
void kvm_arch_vcpu_load(struct kvm_vcpu *vcpu, int cpu)
{
}

/* TRUSTED: an access that is taken to virtual EL2 ends there, before the virtual CPU is put: it stays where it was */
void kvm_arch_vcpu_put(struct kvm_vcpu *vcpu)
{
	if (moving)
		return;
	vcpu_clear_flag(vcpu, IN_NESTED_EXCEPTION);
	host_escape();
}

/* TRUSTED: an exception to virtual EL2 changes the mode and no more; the program counter does not move */
void __kvm_adjust_pc(struct kvm_vcpu *vcpu)
{
	if (vcpu_get_flag(vcpu, PENDING_EXCEPTION)) {
		*vcpu_cpsr(vcpu) = PSR_MODE_EL2h;
		vcpu_clear_flag(vcpu, PENDING_EXCEPTION);
		vcpu_clear_flag(vcpu, EXCEPT_MASK);
	}
	vcpu_clear_flag(vcpu, INCREMENT_PC);
}
#endif
