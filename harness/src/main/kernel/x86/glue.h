/* SPDX-License-Identifier: GPL-2.0 */
/* Between the files of the kernel's side. */
#ifndef PMU_ORACLE_X86_GLUE_H
#define PMU_ORACLE_X86_GLUE_H

#include <linux/types.h>
#include <linux/kvm_host.h>
#include "boundary.h"

enum { MAX_VCPUS = 4, MAX_GENERAL_PURPOSE = 8, MAX_FIXED = 3, HOST_OCCURRENCES = 3 };

extern struct glue_machine machine;
extern struct kvm kvm;
/* The virtual CPU of a step, which is created by its first one if it is late. */
struct kvm_vcpu *vcpu_of(unsigned int number);
/* The virtual CPU that was created as this one, counted from 0, or NULL. */
struct kvm_vcpu *created_vcpu(unsigned long place);
/* By its place among counts: general-purpose counters first. */
struct kvm_pmc *counter_of(unsigned int vcpu, unsigned int counter);
/* The virtual CPU whose thread the kernel's code runs in. */
extern unsigned int acting_vcpu;
void steps_reset(void);
/* Its guest's privilege level. */
extern int acting_cpl;

/* The bits of an event select that name the event: the vendor's select and unit mask. */
u64 event_bits(void);
/* AMD: six counters with registers of their own, not four. */
bool core_counters(void);

/* The values a counter has, less 1. */
static inline u64 counter_mask(void)
{
	return ~0ull >> (64 - machine.width);
}

/* Perf's events of a virtual CPU count; see perf.glue.c. */
void perf_reset(void);
void perf_retire(unsigned int vcpu, u64 event, u64 times, bool user);
u64 perf_fact(const struct kvm_pmc *pmc, unsigned int fact);
unsigned long perf_lost_events(void);
/* Allocations of the kernel's code since the reset that it did not free. */
extern unsigned long allocations;

/* The mediated PMU's registers; see hardware.glue.c. */
void hardware_reset(void);
void hardware_reset_vcpu(unsigned int vcpu);
void hardware_loaded(unsigned int vcpu);
void hardware_set_guest_global(u64 value);
/* What counts until the next entry, by the counter's place among counts. */
u64 hardware_selector(unsigned int vcpu, unsigned int counter);
void hardware_retire(unsigned int vcpu, u64 event, u64 times, bool user);

/* What the processor and the guest's CPUID say; see surroundings.glue.c. */
void cpuid_reset(void);
/* All of the caller's memory that copy_from_user() can read. */
void set_user_window(const void *at, unsigned long bytes);

/* AMD's Host-Only and Guest-Only after a change of EFER.SVME or of the guest's mode; see svm.glue.c. */
void svm_transition(struct kvm_vcpu *vcpu, bool defer);

#endif
