/* SPDX-License-Identifier: Apache-2.0 */
/* Retired events are nothing to it; of its two functions it announces the faults of reads only, and emits more. */
#include "pmu_oracle.h"

static bool x86_reset(const struct pmu_x86_machine *machine)
{
	(void)machine;
	return true;
}

static void x86_write(unsigned vcpu, struct pmu_x86_register reg, uint64_t value)
{
	(void)vcpu, (void)reg, (void)value;
	pmu_fault(PMU_GP);
}

static void x86_read(unsigned vcpu, struct pmu_x86_register reg)
{
	(void)vcpu, (void)reg;
	pmu_fault(PMU_GP);
	pmu_value(0);
}

static const uint32_t announced[] = { [PMU_X86_READ] = PMU_BIT(PMU_FAULT), [PMU_X86_RESET] = 0 };

static const struct pmu_x86_system x86 = {
	.observations = PMU_ALL_OBSERVATIONS,
	.ignored = PMU_BIT(PMU_X86_RETIRE),
	.announced = announced,
	.reset = x86_reset,
	.write = x86_write,
	.read = x86_read,
};

const struct pmu_system pmu_system = { .name = "ignoring", .x86 = &x86 };
