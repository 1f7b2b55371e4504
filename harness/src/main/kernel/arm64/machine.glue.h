/* SPDX-License-Identifier: GPL-2.0 */
/* What the glue shares: the virtual machine and its hardware. */
#ifndef PMU_ORACLE_MACHINE_H
#define PMU_ORACLE_MACHINE_H

#include <linux/kvm_host.h>
#include <linux/perf/arm_pmu.h>

#include "boundary.h"

extern struct vm_machine machine;
extern struct kvm vm;
extern struct kvm_vcpu vcpus[MAX_VCPUS];
extern struct arm_pmu pmus[2];

/* What became of the running guest access. */
extern enum access_fault fault;
/* The guest is changing its level: what goes to virtual EL2 then is no access. */
extern bool moving;

void reset_perf(void);
/* Before KVM serves a write of PMSWINC_EL0. */
void note_software_increment(unsigned vcpu, unsigned long mask);
void retire_event(struct kvm_vcpu *vcpu, unsigned number, u64 times);

#endif
