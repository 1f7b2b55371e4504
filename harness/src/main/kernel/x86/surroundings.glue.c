// SPDX-License-Identifier: GPL-2.0
/* What surrounds the PMU's objects in a kernel: the processor, CPUID, locks, memory and calls through patched jumps. */
#include <linux/irq_work.h>
#include <linux/slab.h>
#include <linux/srcu.h>
#include <linux/uaccess.h>
#include <linux/xarray.h>
#include <asm/cpu.h>
#include <asm/cpufeature.h>
#include <asm/perf_event.h>
#include "glue.h"
#include "cpuid.h"
#include "vmx/capabilities.h"

/* ---- One processor, one thread ----------------------------------------------------------------- */

/* TRUSTED: one thread: locks and grace periods do nothing, work queued for later never runs, nothing is preempted */

struct cpuinfo_x86 boot_cpu_data;
struct vmcs_config vmcs_config;

void synchronize_srcu(struct srcu_struct *ssp)
{
}

void __srcu_read_unlock(struct srcu_struct *ssp, int idx)
{
}

void mutex_lock(struct mutex *lock)
{
}

void mutex_unlock(struct mutex *lock)
{
}

/* TRUSTED: performance monitoring interrupts are not delivered */

void irq_work_sync(struct irq_work *work)
{
}

bool irq_work_queue(struct irq_work *work)
{
	return true;
}

/* ---- Memory ------------------------------------------------------------------------------------ */

unsigned long allocations;

static void *allocate(size_t size, gfp_t flags)
{
	void *at = host_allocate(size);

	/* What kmalloc() leaves in memory is not to be relied on. */
	if (at) {
		memset(at, flags & __GFP_ZERO ? 0 : 0xa5, size);
		allocations++;
	}
	return at;
}

/* Both names it has had. */
void *allocate_first(size_t size, gfp_t flags) __asm__("__kmalloc");
void *allocate_first(size_t size, gfp_t flags)
{
	return allocate(size, flags);
}

void *allocate_second(size_t size, gfp_t flags) __asm__("__kmalloc_noprof");
void *allocate_second(size_t size, gfp_t flags)
{
	return allocate(size, flags);
}

void kfree(const void *at)
{
	allocations -= at != NULL;
	host_free(at);
}

static const void *window;
static unsigned long window_bytes;

void set_user_window(const void *at, unsigned long bytes)
{
	window = at;
	window_bytes = bytes;
}

/* How many bytes could not be copied, for which there are zeroes. */
unsigned long copy_window(void *to, const void *from, unsigned long bytes) __asm__("_copy_from_user");
unsigned long copy_window(void *to, const void *from, unsigned long bytes)
{
	unsigned long offset = from - window;
	unsigned long copied = from < window || offset > window_bytes ? 0 : min(bytes, window_bytes - offset);

	memcpy(to, from, copied);
	memset(to + copied, 0, bytes - copied);
	return bytes - copied;
}

/* ---- CPUID ------------------------------------------------------------------------------------- */

/* TRUSTED: the guest's CPUID, the host's capabilities and the processor's features are those of the machine asked for */

enum { PERFCTR_CORE = 1 << 23, SVM = 1 << 2, PDCM = 1 << 15, ARCH_EVENTS = 7 };

static struct kvm_cpuid_entry2 leaves[5];

void cpuid_reset(void)
{

	memset(leaves, 0, sizeof(leaves));
	leaves[0].function = 0;
	/* "GenuineIntel" or "AuthenticAMD". */
	leaves[0].ebx = machine.amd ? 0x68747541 : 0x756e6547;
	leaves[0].edx = machine.amd ? 0x69746e65 : 0x49656e69;
	leaves[0].ecx = machine.amd ? 0x444d4163 : 0x6c65746e;
	leaves[1].function = 1;
	leaves[1].ecx = machine.amd ? 0 : PDCM;
	/* What the kernel takes for HLE and RTM is bits 0 to 3, 5 and 8, as it masks the register by the features' numbers. */
	leaves[2].function = 7;
	leaves[2].ebx = machine.tx_writable ? X86_FEATURE_HLE | X86_FEATURE_RTM : 0;
	if (machine.amd) {
		leaves[3].function = 0x80000001;
		leaves[3].ecx = (core_counters() ? PERFCTR_CORE : 0) | (machine.nested ? SVM : 0);
		leaves[4].function = 0x80000022;
		leaves[4].eax = machine.global_control;
		leaves[4].ebx = machine.general_purpose;
	} else {
		leaves[3].function = 0xa;
		leaves[3].eax = (machine.global_control ? 2 : 1) | machine.general_purpose << 8 | machine.width << 16 |
			       ARCH_EVENTS << 24;
		leaves[3].ebx = machine.unavailable_events;
		leaves[3].edx = machine.fixed | machine.width << 5;
		leaves[4].function = 0xffffffff;
	}
	boot_cpu_data.x86_vendor = machine.amd ? X86_VENDOR_AMD : X86_VENDOR_INTEL;
	/* AMD: before 17h, where perf's generic events changed. */
	boot_cpu_data.x86 = machine.amd ? 0x10 : 6;
	memset(boot_cpu_data.x86_capability, 0, sizeof(boot_cpu_data.x86_capability));
	if (!machine.amd) {
		if (machine.tx_writable)
			set_cpu_cap(&boot_cpu_data, X86_FEATURE_RTM);
		set_cpu_cap(&boot_cpu_data, X86_FEATURE_PDCM);
	}
}

static struct kvm_cpuid_entry2 *find(u32 function)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(leaves); i++) {
		if (leaves[i].function == function)
			return &leaves[i];
	}
	return NULL;
}

/* Each function has one index only, which makes its last arguments, different between trees, of no concern. */
struct kvm_cpuid_entry2 *find_first(struct kvm_vcpu *vcpu, u32 function) __asm__("kvm_find_cpuid_entry");
struct kvm_cpuid_entry2 *find_first(struct kvm_vcpu *vcpu, u32 function)
{
	return find(function);
}

struct kvm_cpuid_entry2 *find_second(struct kvm_vcpu *vcpu, u32 function) __asm__("kvm_find_cpuid_entry_index");
struct kvm_cpuid_entry2 *find_second(struct kvm_vcpu *vcpu, u32 function)
{
	return find(function);
}

struct kvm_cpuid_entry2 *find_third(void *entries, int count, u32 function) __asm__("kvm_find_cpuid_entry2");
struct kvm_cpuid_entry2 *find_third(void *entries, int count, u32 function)
{
	return find(function);
}

/* TRUSTED: the guest's processor is the host's family and model */

unsigned int x86_family(unsigned int signature)
{
	return boot_cpu_data.x86;
}

unsigned int x86_model(unsigned int signature)
{
	return boot_cpu_data.x86_model;
}

void perf_get_x86_pmu_capability(struct x86_pmu_capability *cap)
{
	memset(cap, 0, sizeof(*cap));
	/* The least with a mediated PMU. */
	cap->version = machine.amd ? 2 : 4;
	cap->num_counters_gp = machine.amd ? 6 : MAX_GENERAL_PURPOSE;
	cap->num_counters_fixed = machine.amd ? 0 : MAX_FIXED;
	cap->bit_width_gp = machine.width;
	cap->bit_width_fixed = machine.width;
	cap->events_mask_len = ARCH_EVENTS;
#ifdef HAVE_MEDIATED
	cap->mediated = machine.mediated;
#endif
}

/* ---- Virtual machines -------------------------------------------------------------------------- */

/* TRUSTED: a request to all virtual CPUs reaches each before its next entry */

bool kvm_make_all_cpus_request(struct kvm *kvm, unsigned int request)
{
	unsigned int i;

	if (request != KVM_REQ_PMU)
		host_stop("a request to all virtual CPUs that is not about the PMU");
	for (i = 0; created_vcpu(i); i++)
		kvm_make_request(KVM_REQ_PMU, created_vcpu(i));
	return true;
}

/* The only array of this sort here is that of a machine's virtual CPUs. */
static void *vcpu_at(unsigned long index, unsigned long last)
{
	return index <= last ? created_vcpu(index) : NULL;
}

void *xa_find(struct xarray *xa, unsigned long *index, unsigned long last, xa_mark_t filter)
{
	return vcpu_at(*index, last);
}

void *xa_find_after(struct xarray *xa, unsigned long *index, unsigned long last, xa_mark_t filter)
{
	return vcpu_at(++*index, last);
}

int acting_cpl;

#if __has_include(<asm/kvm-x86-ops.h>)
/* TRUSTED: the guest's privilege is the step's */
static int current_privilege(struct kvm_vcpu *vcpu)
{
	return acting_cpl;
}
DEFINE_STATIC_CALL(kvm_x86_get_cpl, current_privilege);
#endif

/* Trees from before kvm_init_pmu_capability() ask these. */
bool asked_whether_in_guest(void) __asm__("kvm_is_in_guest");
bool asked_whether_in_guest(void)
{
	return false;
}

void nested_controls_follow(struct kvm_vcpu *vcpu) __asm__("nested_vmx_pmu_entry_exit_ctls_update");
void nested_controls_follow(struct kvm_vcpu *vcpu)
{
}

/* ---- Calls through patched jumps --------------------------------------------------------------- */

#ifdef CONFIG_HAVE_STATIC_CALL
void __static_call_update(struct static_call_key *key, void *trampoline, void *func)
{
	key->func = func;
	host_patch(trampoline, func);
}

long nothing_returned(void) __asm__("__static_call_return0");
long nothing_returned(void)
{
	return 0;
}
#endif
