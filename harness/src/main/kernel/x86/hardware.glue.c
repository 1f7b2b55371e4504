// SPDX-License-Identifier: GPL-2.0
/*
 * The hardware of the mediated PMU: the registers KVM loads before it enters the guest and saves after it. KVM's code
 * reaches them by the instructions themselves, which a program may not execute; the host catches them.
 */
#include <linux/perf_event.h>
#include <asm/msr-index.h>
#include <asm/perf_event.h>
#include "glue.h"

/* TRUSTED: the mediated PMU's hardware counts by what was loaded at the last entry, and by the global control KVM holds now */
/* TRUSTED: in the mediated PMU the host's occurrences of a retired event are counted by AMD's selects without Guest-Only */
/* TRUSTED: every access of the mediated PMU's registers is intercepted, as where the host has more counters than the guest */
/* TRUSTED: the guest's field of the VMCS for global control is a variable here */

#ifdef HAVE_MEDIATED
struct selectors {
	u64 event_selects[MAX_GENERAL_PURPOSE];
	u64 fixed_control;
};

static struct {
	struct selectors selectors;
	u64 counters[MAX_GENERAL_PURPOSE], fixed[MAX_FIXED];
	u64 global_control, global_status;
} hardware;

/* TRUSTED: perf hands the hardware's PMU over to the guest whenever it is asked to */

void perf_load_guest_context(void)
{
}

void perf_put_guest_context(void)
{
}

void perf_load_guest_lvtpc(u32 guest_lvtpc)
{
}

void perf_put_guest_lvtpc(void)
{
}

/* Per virtual CPU: what counts until the next entry. */
static struct selectors loaded[MAX_VCPUS];
static u64 guest_global[MAX_VCPUS];

void hardware_reset(void)
{
	memset(&hardware, 0, sizeof(hardware));
	memset(loaded, 0, sizeof(loaded));
	memset(guest_global, 0, sizeof(guest_global));
}

void hardware_reset_vcpu(unsigned int vcpu)
{
	memset(&loaded[vcpu], 0, sizeof(loaded[vcpu]));
	guest_global[vcpu] = 0;
}

void hardware_set_guest_global(u64 value)
{
	guest_global[acting_vcpu] = value;
}

void hardware_loaded(unsigned int vcpu)
{
	loaded[vcpu] = hardware.selectors;
}

/* The register behind a number, or null. */
static u64 *register_of(unsigned int msr)
{
	if (machine.amd) {
		if (msr >= MSR_F15H_PERF_CTL0 && msr < MSR_F15H_PERF_CTL0 + 2 * 6) {
			unsigned int i = (msr - MSR_F15H_PERF_CTL0) / 2;

			return msr & 1 ? &hardware.counters[i] : &hardware.selectors.event_selects[i];
		}
		return msr == MSR_AMD64_PERF_CNTR_GLOBAL_CTL	  ? &hardware.global_control
		       : msr == MSR_AMD64_PERF_CNTR_GLOBAL_STATUS ? &hardware.global_status
								  : NULL;
	}
	if (msr >= MSR_P6_EVNTSEL0 && msr < MSR_P6_EVNTSEL0 + MAX_GENERAL_PURPOSE)
		return &hardware.selectors.event_selects[msr - MSR_P6_EVNTSEL0];
	if (msr >= MSR_IA32_PMC0 && msr < MSR_IA32_PMC0 + MAX_GENERAL_PURPOSE)
		return &hardware.counters[msr - MSR_IA32_PMC0];
	if (msr >= MSR_CORE_PERF_FIXED_CTR0 && msr < MSR_CORE_PERF_FIXED_CTR0 + MAX_FIXED)
		return &hardware.fixed[msr - MSR_CORE_PERF_FIXED_CTR0];
	return msr == MSR_CORE_PERF_FIXED_CTR_CTRL  ? &hardware.selectors.fixed_control
	       : msr == MSR_CORE_PERF_GLOBAL_CTRL   ? &hardware.global_control
	       : msr == MSR_CORE_PERF_GLOBAL_STATUS ? &hardware.global_status
						    : NULL;
}

unsigned long hardware_read_msr(unsigned int msr)
{
	u64 *at = register_of(msr);

	if (msr == MSR_IA32_PERF_CAPABILITIES && !machine.amd)
		return PERF_CAP_FW_WRITES;
	if (!at)
		host_stop("the kernel's code read a register that the mediated PMU does not have");
	return *at;
}

void hardware_write_msr(unsigned int msr, unsigned long value)
{
	u64 *at = register_of(msr);

	if (msr == (machine.amd ? MSR_AMD64_PERF_CNTR_GLOBAL_STATUS_CLR : MSR_CORE_PERF_GLOBAL_OVF_CTRL))
		hardware.global_status &= ~value;
	else if (msr == (machine.amd ? MSR_AMD64_PERF_CNTR_GLOBAL_STATUS_SET : MSR_CORE_PERF_GLOBAL_STATUS_SET))
		hardware.global_status |= value;
	else if (at)
		*at = value;
	else
		host_stop("the kernel's code wrote a register that the mediated PMU does not have");
}

unsigned long hardware_read_counter(unsigned int counter)
{
	unsigned int index = counter & ~INTEL_PMC_FIXED_RDPMC_BASE;
	bool fixed = counter & INTEL_PMC_FIXED_RDPMC_BASE;

	if (index >= (fixed ? MAX_FIXED : MAX_GENERAL_PURPOSE))
		host_stop("the kernel's code read a counter that the mediated PMU does not have");
	return fixed ? hardware.fixed[index] : hardware.counters[index];
}

u64 hardware_selector(unsigned int vcpu, unsigned int counter)
{
	u64 select;

	if (counter >= machine.general_purpose)
		return loaded[vcpu].fixed_control >> 4 * (counter - machine.general_purpose) & 0xf;
	select = loaded[vcpu].event_selects[counter];
	return select & ARCH_PERFMON_EVENTSEL_ENABLE ? select : 0;
}

/*
 * AMD: which occurrences the select counts, as Guest-Only and Host-Only say. Intel's global control is 0 outside the
 * guest, which the processor sees to.
 */
static u64 counted(u64 select, u64 times, bool user)
{
	bool guest_only = machine.amd && select & AMD64_EVENTSEL_GUESTONLY;
	bool host_only = machine.amd && select & AMD64_EVENTSEL_HOSTONLY;
	bool in_guest = guest_only || !host_only;
	bool in_host = machine.amd && (host_only || !guest_only);

	if (!(select & (user ? ARCH_PERFMON_EVENTSEL_USR : ARCH_PERFMON_EVENTSEL_OS)))
		in_guest = false;
	if (!(select & (ARCH_PERFMON_EVENTSEL_USR | ARCH_PERFMON_EVENTSEL_OS)))
		in_host = false;
	return (in_guest ? times : 0) + (in_host ? HOST_OCCURRENCES : 0);
}

static void advance(u64 *counter, unsigned int bit, u64 times)
{
	u64 before = *counter;

	*counter = (before + times) & (~0ull >> (64 - machine.width));
	if (*counter < before)
		hardware.global_status |= 1ull << bit;
}

/* The counters and the status are those just loaded. */
void hardware_retire(unsigned int vcpu, u64 event, u64 times, bool user)
{
	static const u64 fixed_events[MAX_FIXED] = { 0x00c0, 0x003c, 0x0300 };
	u64 global = machine.amd ? hardware.global_control : guest_global[vcpu];
	unsigned int i;

	for (i = 0; i < machine.general_purpose; i++) {
		u64 select = loaded[vcpu].event_selects[i];

		if (global >> i & 1 && select & ARCH_PERFMON_EVENTSEL_ENABLE && (select & event_bits()) == event)
			advance(&hardware.counters[i], i, counted(select, times, user));
	}
	for (i = 0; i < machine.fixed; i++) {
		u64 enable = loaded[vcpu].fixed_control >> 4 * i & (user ? 2 : 1);

		if (global >> (32 + i) & 1 && enable && fixed_events[i] == event)
			advance(&hardware.fixed[i], 32 + i, times);
	}
}
#else
u64 hardware_selector(unsigned int vcpu, unsigned int counter)
{
	return 0;
}

void hardware_reset(void)
{
}

void hardware_reset_vcpu(unsigned int vcpu)
{
}

unsigned long hardware_read_msr(unsigned int msr)
{
	host_stop("the kernel's code read a register of the hardware");
}

void hardware_write_msr(unsigned int msr, unsigned long value)
{
	host_stop("the kernel's code wrote a register of the hardware");
}

unsigned long hardware_read_counter(unsigned int counter)
{
	host_stop("the kernel's code read a counter of the hardware");
}
#endif
