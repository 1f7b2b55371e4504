/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The C sample: the models x86/7.3 and arm64/7.3 written a third time, from the descriptions of the kernel and the law
 * book alone. It shows how a system is built on pmu_oracle.h, it judges the judges, and with --fault it is a wrong one.
 *
 *     sample [x86 | arm64] [--fault NAME]...
 *     sample --list-faults
 */
#define _POSIX_C_SOURCE 200809L
#include "sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct sample_faults *const architectures[] = { &sample_x86_faults, &sample_arm64_faults };

#define ARCHITECTURES (sizeof(architectures) / sizeof(architectures[0]))

static bool wanted(const struct sample_faults *faults, const char *only)
{
	return !only || strcmp(only, faults->architecture) == 0;
}

/* To the standard output that this program was given: stdout is not that any more. */
static bool list_faults(const char *only)
{
	if (dup2(pmu_standard_output(), STDOUT_FILENO) < 0)
		return false;
	for (size_t a = 0; a < ARCHITECTURES; a++) {
		for (unsigned i = 0; wanted(architectures[a], only) && i < architectures[a]->count; i++) {
			const struct sample_fault *fault = &architectures[a]->list[i];
			printf("%-6s %-24s %s\n", architectures[a]->architecture, fault->name, fault->sentence);
		}
	}
	return fflush(stdout) == 0;
}

static bool choose_fault(const char *name, const char *only)
{
	bool found = false;

	for (size_t a = 0; a < ARCHITECTURES; a++) {
		for (unsigned i = 0; wanted(architectures[a], only) && i < architectures[a]->count; i++) {
			if (strcmp(name, architectures[a]->list[i].name) == 0) {
				*architectures[a]->chosen |= PMU_BIT(i);
				found = true;
			}
		}
	}
	if (!found)
		fprintf(stderr, "sample: no fault %s; see --list-faults\n", name);
	return found;
}

static bool usage(const char *found)
{
	fprintf(stderr, "sample: %s; expected [x86 | arm64] [--fault NAME]..., or --list-faults\n", found);
	return false;
}

static bool start(int argc, char **argv)
{
	const char *only = NULL;

	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "x86") == 0 || strcmp(argv[i], "arm64") == 0) {
			only = argv[i];
		} else if (strcmp(argv[i], "--list-faults") == 0) {
			exit(list_faults(only) ? 0 : 1);
		} else if (strcmp(argv[i], "--fault") != 0) {
			return usage(argv[i]);
		} else if (++i == argc) {
			return usage("--fault without a name");
		} else if (!choose_fault(argv[i], only)) {
			return false;
		}
	}
	return true;
}

/* Which of the two it is, the harness says in its first request. */
const struct pmu_system pmu_system = {
	.name = "C sample",
	.start = start,
	.x86 = &sample_x86,
	.arm64 = &sample_arm64,
};
