/* SPDX-License-Identifier: GPL-2.0 */
/* The protocol's side: steps become calls of the glue. */
#include "boundary.h"
#include "instructions.h"
#include "pmu_oracle.h"

#include <string.h>

static const struct pmu_x86_machine *machine;

/* TRUSTED: counters and status are unknown once marks are kept beyond an entry, or a bumped counter's wrap is looked for elsewhere, where known kernels do that; not if facts are told, as then no model judges */

static bool is_settled(void)
{
	return glue_tells || !glue_unsettled;
}

/* ---- The machine ------------------------------------------------------------------------------- */

static bool reset(const struct pmu_x86_machine *m)
{
	struct glue_machine wanted = {
		.amd = m->vendor == PMU_AMD,
		.general_purpose = (unsigned)m->general_purpose,
		.fixed = (unsigned)m->fixed,
		.width = (unsigned)m->width,
		.unavailable_events = (unsigned)m->unavailable_events,
		.vcpus = (unsigned)m->vcpus,
		.late_vcpus = (unsigned)m->late_vcpus,
		.global_control = m->global_control != 0,
		.tx_writable = m->tx_writable != 0,
		.mediated = m->mediated != 0,
		.nested = m->nested != 0,
	};

	machine = m;
	return glue_reset(&wanted);
}

/* ---- The owner --------------------------------------------------------------------------------- */

static void set_filter(const struct pmu_x86_request *r)
{
	enum { HEADER = 32, MOST = 1024 };
	static struct {
		uint32_t action, nevents, bitmap, flags, pad[4];
		uint64_t events[MOST];
	} memory;

	memory.action = r->action;
	memory.nevents = r->nevents;
	memory.bitmap = r->bitmap;
	memory.flags = r->flags;
	for (unsigned i = 0; i < 4; i++)
		memory.pad[i] = r->pad;
	memcpy(memory.events, r->events, r->count * sizeof(*r->events));
	pmu_errno((unsigned)-glue_set_filter(&memory, pmu_x86_readable_bytes(r, HEADER)));
}

static void host_read(unsigned vcpu, struct pmu_x86_register reg)
{
	unsigned long value;

	/* No known kernel refuses the owner; of one that does, the counter reads as 0. */
	if (glue_read(vcpu, reg.kind, reg.index, &value, 1))
		value = 0;
	if (is_settled())
		pmu_value(value);
}

static void host_write(unsigned vcpu, struct pmu_x86_register reg, uint64_t value)
{
	uint64_t mask = UINT64_MAX >> (64 - machine->width);

	glue_write(vcpu, reg.kind, reg.index, value & mask, 1);
}

/* ---- The guest --------------------------------------------------------------------------------- */

/* EFER is not the PMU's: what KVM does with it is not built, so that nothing is said of the access itself. */
static void write_register(unsigned vcpu, struct pmu_x86_register reg, uint64_t value)
{
	glue_runs(vcpu);
	if (reg.kind == PMU_X86_EFER) {
		glue_set_svme(vcpu, value != 0);
		pmu_unknown();
		return;
	}
	pmu_fault(glue_write(vcpu, reg.kind, reg.index, value, 0) ? PMU_GP : PMU_NO_FAULT);
}

/* Whether what it holds depends on when a counter overflows. */
static bool depends_on_overflows(enum pmu_x86_register_kind kind)
{
	switch (kind) {
	case PMU_X86_COUNTER:
	case PMU_X86_FULL_WIDTH_COUNTER:
	case PMU_X86_FIXED_COUNTER:
	case PMU_X86_GLOBAL_STATUS:
		return true;
	default:
		return false;
	}
}

static void read_register(unsigned vcpu, struct pmu_x86_register reg)
{
	unsigned long value;

	glue_runs(vcpu);
	if (reg.kind == PMU_X86_EFER) {
		pmu_unknown();
		pmu_unknown();
		return;
	}
	if (glue_read(vcpu, reg.kind, reg.index, &value, 0)) {
		pmu_fault(PMU_GP);
		pmu_value(0);
		return;
	}
	pmu_fault(PMU_NO_FAULT);
	if (is_settled() || !depends_on_overflows(reg.kind))
		pmu_value(value);
	else
		pmu_unknown();
}

/* TRUSTED: an L2 transition that loads global control is a guest's write of it, and #GP stands for its being refused */
static void go(unsigned vcpu, int in, const uint64_t *global_control)
{
	int refused = 0;

	glue_runs(vcpu);
	if (glue_in_l2(vcpu) == in || (in && machine->vendor == PMU_AMD && !glue_svme(vcpu))) {
		pmu_unknown();
		return;
	}
	if (global_control)
		refused = glue_write(vcpu, PMU_X86_GLOBAL_CONTROL, 0, *global_control, 0);
	if (!refused)
		glue_set_l2(vcpu, in);
	if (global_control)
		pmu_fault(refused ? PMU_GP : PMU_NO_FAULT);
	else
		pmu_unknown();
}

static void enter_l2(unsigned vcpu, const uint64_t *global_control)
{
	go(vcpu, 1, global_control);
}

static void leave_l2(unsigned vcpu, const uint64_t *global_control)
{
	go(vcpu, 0, global_control);
}

static void enter(unsigned vcpu)
{
	glue_runs(vcpu);
	glue_enter(vcpu);
}

/* ---- Counting ---------------------------------------------------------------------------------- */

enum { MAX_COUNTERS = 24 };
static uint64_t before[MAX_COUNTERS];

/* Whether the counts of the step are to be told: what unsettles them shows later. */
static bool noted;

static void note(unsigned vcpu)
{
	glue_runs(vcpu);
	noted = is_settled();
	for (unsigned i = 0; i < machine->general_purpose + machine->fixed; i++)
		before[i] = glue_counter(vcpu, i);
}

/* Occurrences are fewer than a counter's values. */
static void count(unsigned vcpu)
{
	for (unsigned i = 0; noted && i < machine->general_purpose + machine->fixed; i++)
		pmu_count((glue_counter(vcpu, i) - before[i]) & (UINT64_MAX >> (64 - machine->width)));
}

static void retire(unsigned vcpu, uint64_t event, uint64_t times, enum pmu_x86_privilege privilege)
{
	note(vcpu);
	glue_retire(vcpu, event, times, privilege == PMU_X86_USER);
	count(vcpu);
}

static void emulate(unsigned vcpu, enum pmu_x86_emulated what, enum pmu_x86_privilege privilege)
{
	note(vcpu);
	glue_emulate(vcpu, what == PMU_X86_BRANCH, privilege == PMU_X86_USER);
	count(vcpu);
}

/* ---- The system -------------------------------------------------------------------------------- */

static struct pmu_x86_machine least, most;

static bool start(int argc, char **argv)
{
	(void)argv;
	if (argc > 1)
		return false;
	catch_vmread();
	least = (struct pmu_x86_machine){ .host_bits = 64 };
	memset(&most, 0xff, sizeof(most));
	most.host_bits = 64;
	most.fixed = 3;
	/* A counter at 0 is as many occurrences from its end as a period of perf can have. */
	most.width = 62;
	most.mediated = glue_has_mediated && instructions_are_caught() ? 1 : 0;
	return true;
}

static void begin(bool told)
{
	glue_tells = told;
}

static uint64_t fact_of_counter(unsigned vcpu, unsigned counter, unsigned fact)
{
	return glue_fact(vcpu, counter, fact);
}

static uint64_t fact_of_machine(unsigned fact)
{
	return glue_machine_fact(fact);
}

static const char *const facts_of_counters[] = { "event", "flags", "period left", NULL };
static const char *const facts_of_machine[] = { "allocations", "lost events", NULL };

static const struct pmu_facts facts = {
	.of_counters = facts_of_counters,
	.of_machine = facts_of_machine,
	.begin = begin,
	.counter = fact_of_counter,
	.machine = fact_of_machine,
};

/* After every step but one: what KVM_SET_CPUID2 answers is not the tree's. */
static const uint32_t announced[] = {
	[PMU_X86_SET_FILTER ... PMU_X86_INIT] = PMU_ALL_OBSERVATIONS,
	[PMU_X86_SET_CPUID] = 0,
};

static const struct pmu_x86_system x86 = {
	.observations = PMU_ALL_OBSERVATIONS,
	.announced = announced,
	.facts = &facts,
	.least = &least,
	.most = &most,
	.reset = reset,
	.set_filter = set_filter,
	.write = write_register,
	.read = read_register,
	.enter = enter,
	.retire = retire,
	.emulate = emulate,
	.enter_l2 = enter_l2,
	.leave_l2 = leave_l2,
	.host_read = host_read,
	.host_write = host_write,
	.reset_vcpu = glue_reset_vcpu,
	.init = glue_init,
	.set_cpuid = glue_set_cpuid,
};

const struct pmu_system pmu_system = {
	.name = KERNEL_NAME,
	/* The mediated PMU's instructions are caught one by one. */
	.patience_ms = 60000,
	.x86 = &x86,
	.start = start,
};
