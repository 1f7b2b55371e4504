/* SPDX-License-Identifier: Apache-2.0 */
/* What the parts of the C sample share: the two architectures, and the mistakes that can be made in them on purpose. */
#ifndef PMU_ORACLE_SAMPLE_H
#define PMU_ORACLE_SAMPLE_H

#include "pmu_oracle.h"

/* A mistake with a name for the command line. */
struct sample_fault {
	const char *name;
	const char *sentence; /* what is wrong then */
};

/* The mistakes of one architecture; `chosen` has bit n while the n-th of the list is made. */
struct sample_faults {
	const char *architecture;
	const struct sample_fault *list;
	unsigned count;
	uint32_t *chosen;
};

extern const struct pmu_x86_system sample_x86;
extern const struct pmu_arm64_system sample_arm64;
extern const struct sample_faults sample_x86_faults;
extern const struct sample_faults sample_arm64_faults;

#endif
