/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Between the kernel's side (*.glue.c, compiled with the tree's headers) and the protocol's (*.host.c, compiled with the
 * C library's). Plain C types only: `unsigned long` is 64 bits on both.
 */
#ifndef PMU_ORACLE_X86_BOUNDARY_H
#define PMU_ORACLE_X86_BOUNDARY_H

/* ---- Glue, called by the host ------------------------------------------------------------------ */

/* The fields of struct pmu_x86_machine that the kernel's code can tell apart. */
struct glue_machine {
	int amd;
	unsigned int general_purpose, fixed, width, unavailable_events, vcpus, late_vcpus;
	int global_control, tx_writable, mediated, nested;
};

/* Whether the tree has the mediated PMU. */
extern const int glue_has_mediated;

/* A fresh virtual machine; 0 if no known kernel with this tree's features makes this PMU of the CPUID that asks for it. */
int glue_reset(const struct glue_machine *machine);

/* KVM_SET_PMU_EVENT_FILTER: `bytes` can be read at `at`, and nothing behind them. The kernel's return value. */
int glue_set_filter(const void *at, unsigned long bytes);

/*
 * A register's sort and index are those of the process protocol. `host`: the virtual machine's owner accesses it, not the
 * guest. Not 0 if the access is refused, which gives the guest #GP.
 */
int glue_write(unsigned int vcpu, unsigned int kind, unsigned int index, unsigned long value, int host);
int glue_read(unsigned int vcpu, unsigned int kind, unsigned int index, unsigned long *value, int host);

void glue_enter(unsigned int vcpu);
void glue_retire(unsigned int vcpu, unsigned long event, unsigned long times, int user);
void glue_emulate(unsigned int vcpu, int branch, int user);
void glue_reset_vcpu(unsigned int vcpu);
void glue_init(unsigned int vcpu);
void glue_set_cpuid(unsigned int vcpu);

/* The guest does something on the virtual CPU, which has run from now on. */
void glue_runs(unsigned int vcpu);

/* The value that KVM reads of a counter, general-purpose counters first. */
unsigned long glue_counter(unsigned int vcpu, unsigned int counter);

/*
 * Whether, since the reset, KVM looked for the wrap of a counter that it bumped elsewhere than the counter has it, or kept
 * the mark of an overflow, where known kernels do. Counters and global status are then not settled.
 */
extern int glue_unsettled;

/* Whether facts are told of the program, and so no model judges it; to be set before the reset. */
extern int glue_tells;

/* The facts of a counter and of the virtual machine; 0 of a counter that nothing enabled backs. */
enum { FACT_EVENT, FACT_FLAGS, FACT_PERIOD_LEFT };
unsigned long glue_fact(unsigned int vcpu, unsigned int counter, unsigned int fact);
enum { FACT_ALLOCATIONS, FACT_LOST_EVENTS };
unsigned long glue_machine_fact(unsigned int fact);

/* AMD: EFER.SVME. */
void glue_set_svme(unsigned int vcpu, int on);
int glue_svme(unsigned int vcpu);
int glue_in_l2(unsigned int vcpu);
void glue_set_l2(unsigned int vcpu, int in);

/* The hardware of the mediated PMU, for instructions that a program may not execute. */
unsigned long hardware_read_msr(unsigned int msr);
void hardware_write_msr(unsigned int msr, unsigned long value);
unsigned long hardware_read_counter(unsigned int counter);

/* ---- Host, called by the glue ------------------------------------------------------------------ */

/* Writes a jump over the code at `at`, or a return if `to` is null. */
void host_patch(void *at, const void *to);

void *host_allocate(unsigned long bytes);
void host_free(const void *at);

/* Ends the program: the glue is wrong about the kernel's code. */
_Noreturn void host_stop(const char *why);

#endif
