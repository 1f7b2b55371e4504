/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Between what is compiled as the kernel is (*.glue.c) and what is compiled as a program is (*.host.c): plain types only.
 * Register kinds, levels and faults are numbered as in pmu_oracle.h.
 */
#ifndef PMU_ORACLE_BOUNDARY_H
#define PMU_ORACLE_BOUNDARY_H

#define MAX_VCPUS 4u
#define CYCLE 31u

/* The machine's facts that the kernel's code can see. */
struct vm_machine {
	unsigned long host_version, vm_version, counters, guest_el2, guest_el3, pmus, ceid0, ceid1, vcpus;
	_Bool impdef_traps, nested, pmu, strict, irqchip, irqchip_ready;
};

enum register_kind {
	REGISTER_PMEVTYPER,
	REGISTER_PMEVCNTR,
	REGISTER_PMCCFILTR,
	REGISTER_PMCCNTR,
	REGISTER_PMCNTENSET,
	REGISTER_PMCNTENCLR,
	REGISTER_PMOVSSET,
	REGISTER_PMOVSCLR,
	REGISTER_PMCR,
	REGISTER_PMCEID0,
	REGISTER_PMCEID1,
	REGISTER_MDCR,
	REGISTER_HCR,
};

enum level { LEVEL_EL0, LEVEL_EL1, LEVEL_EL2 };

/* What a guest access came to; the numbers of enum pmu_fault. */
enum access_fault { NO_FAULT = 0, UNDEFINED = 2, TRAPPED = 3 };

/* ---- Offered by the glue ---- */

/* Once, after the capabilities were patched in. */
void vm_start(void);
void vm_reset(const struct vm_machine *machine);

/* Calls of the owner: 0 or an error number, positive. `argument` is the owner's address of what is set. */
unsigned vm_set_attribute(unsigned vcpu, unsigned group, unsigned long attribute, void *argument);
unsigned vm_initialise(unsigned vcpu, _Bool interrupt);
unsigned vm_run(unsigned vcpu);
void vm_host_write(unsigned vcpu, unsigned kind, unsigned index, void *argument);

/* What the guest does. An access that is taken to virtual EL2 does not return: see host_escape. */
enum access_fault vm_write(unsigned vcpu, unsigned kind, unsigned index, unsigned long value);
enum access_fault vm_read(unsigned vcpu, unsigned kind, unsigned index, unsigned long *value);
void vm_software_increment(unsigned vcpu, unsigned long mask);
enum access_fault vm_go(unsigned vcpu, unsigned level);
void vm_retire(unsigned vcpu, unsigned event, unsigned long times);

/* What the kernel says a counter holds, CYCLE the cycle counter. */
unsigned long vm_counter(unsigned vcpu, unsigned counter);

/* Whether facts are told of the program, and so no model judges it; to be set before the reset. */
extern _Bool vm_tells;

/* The facts of a counter, CYCLE the cycle counter; 0 if nothing enabled backs it. */
enum { FACT_EVENT, FACT_FLAGS, FACT_PERIOD_LEFT };
unsigned long vm_fact(unsigned vcpu, unsigned counter, unsigned fact);
/* Events of perf that KVM has forgotten. */
unsigned long vm_lost_events(void);

/* Of each virtual CPU, what has come to depend on where known kernels err: its overflow bits, and these counters. */
extern _Bool vm_overflow_unsettled[MAX_VCPUS];
extern unsigned vm_value_unsettled[MAX_VCPUS];

/* What the patched instructions read: bits of PMCEID, the current task, and whether the workaround is there. */
extern unsigned long vm_ceid0, vm_ceid1, vm_task, vm_impdef_traps;

/* Capabilities that this processor has, by their numbers in the tree; the last is ~0. */
extern const unsigned vm_capabilities[];
/* The one that depends on the machine, ~0 if the tree knows none. */
extern const unsigned vm_impdef_capability;

/* ---- Offered by the host ---- */

/* Ends the program: the kernel's code asked for what no kernel does. */
_Noreturn void host_stop(const char *why);

/* Leaves the running guest access: it was taken to virtual EL2. */
_Noreturn void host_escape(void);

/* Zeroed memory that lives until the next vm_reset, or null. */
void *host_allocate(unsigned long bytes);

#endif
