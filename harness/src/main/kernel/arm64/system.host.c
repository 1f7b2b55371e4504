/* SPDX-License-Identifier: GPL-2.0 */
/* The protocol's side: each step is one call into the glue. */
#include "boundary.h"
#include "memory.host.h"
#include "patch.host.h"
#include "pmu_oracle.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

_Static_assert((int)REGISTER_HCR == (int)PMU_ARM64_HCR && (int)LEVEL_EL2 == (int)PMU_VEL2
		       && (int)UNDEFINED == (int)PMU_UD && (int)TRAPPED == (int)PMU_TRAPPED,
	       "boundary.h has other numbers");

static unsigned counters, vcpus_ran;
/* No virtual CPU can run for want of an interrupt controller, which refuses it before the PMU does; one that is not initialised kills the virtual machine then. */
static bool cannot_run, dies, dead;
static bool long_counters;
static jmp_buf access_begin;

_Noreturn void host_escape(void)
{
	longjmp(access_begin, 1);
}

_Noreturn void host_stop(const char *why)
{
	fprintf(stderr, "%s\n", why);
	_exit(70);
}

static bool start(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	if (!patch_program())
		return false;
	vm_start();
	memory_keep();
	return true;
}

/* ---- Machines ---- */

static const struct pmu_arm64_machine least;

static const struct pmu_arm64_machine most = {
#ifdef HAS_LONG_COUNTERS
	.host_version = 9,
	.vm_version = 6,
#elif defined HAS_HOST_PMUS
	.host_version = 7,
	.vm_version = 5,
#else
	.host_version = 6,
	.vm_version = 5,
#endif
#ifdef HAS_IMPDEF_TRAPS
	.impdef_traps = 1,
#endif
	.counters = 31,
	.hardware_el3 = 1,
	.guest_el3 = 1,
	.guest_el2 = 1,
#ifdef HAS_NESTED
	.nested = 1,
#endif
	.pmu = 1,
#ifdef HAS_STRICT
	.strict = 1,
#endif
	.irqchip = PMU_IRQCHIP_READY,
	.pmus = 2,
	.fine_grained_traps = 1,
	.ceid0 = UINT64_MAX,
	.ceid1 = UINT64_MAX,
	.vcpus = MAX_VCPUS,
};

static bool reset(const struct pmu_arm64_machine *m)
{
	struct vm_machine machine = {
		.host_version = m->host_version,
		.vm_version = m->vm_version,
		.counters = m->counters,
		.guest_el2 = m->guest_el2,
		.guest_el3 = m->guest_el3,
		.pmus = m->pmus,
		.ceid0 = m->ceid0,
		.ceid1 = m->ceid1,
		.vcpus = m->vcpus,
		.impdef_traps = m->impdef_traps,
		.nested = m->nested,
		.pmu = m->pmu,
		.strict = m->strict,
		.irqchip = m->irqchip != PMU_IRQCHIP_NONE,
		.irqchip_ready = m->irqchip == PMU_IRQCHIP_READY,
	};

	/* kvm_arm_pmu_get_max_counters */
	if (m->impdef_traps && m->counters > 1)
		return false;
	counters = m->counters;
	vcpus_ran = 0;
	dies = m->irqchip == PMU_IRQCHIP_UNINITIALISED;
	cannot_run = dies || (m->nested && m->irqchip == PMU_IRQCHIP_NONE);
	dead = false;
#ifdef HAS_LONG_COUNTERS
	long_counters = m->vm_version >= 6;
#endif
	memory_reset();
	vm_reset(&machine);
	return true;
}

/* ---- Calls of the owner ---- */

#define SET_PMU 3

static void set_filter(unsigned vcpu, const struct pmu_arm64_request *r)
{
	unsigned char bytes[8] = {
		r->base & 0xff, r->base >> 8,	r->nevents & 0xff,    r->nevents >> 8,
		r->action,	r->pad & 0xff, r->pad >> 8 & 0xff, r->pad >> 16 & 0xff,
	};

	if (dead)
		return;
	memory_refuse(!r->memory);
	pmu_errno(vm_set_attribute(vcpu, r->group, r->attribute, memory_window(bytes, sizeof(bytes), r->readable)));
	memory_refuse(false);
}

static void select_pmu(unsigned vcpu, unsigned pmu)
{
	if (!dead)
		pmu_errno(vm_set_attribute(vcpu, 0, SET_PMU, memory_window(&pmu, sizeof(pmu), sizeof(pmu))));
}

static void init(unsigned vcpu, bool interrupt)
{
	if (!dead)
		pmu_errno(vm_initialise(vcpu, interrupt));
}

static bool has_run(unsigned vcpu)
{
	return vcpus_ran >> vcpu & 1;
}

static void run(unsigned vcpu)
{
	unsigned number;

	if (cannot_run) {
		dead |= dies;
		return;
	}
	number = has_run(vcpu) ? PMU_OK : vm_run(vcpu);
	if (number == PMU_OK)
		vcpus_ran |= 1u << vcpu;
	pmu_errno(number);
}

static void host_write(unsigned vcpu, struct pmu_arm64_register reg, uint64_t value)
{
	vm_host_write(vcpu, reg.kind, reg.index, memory_window(&value, sizeof(value), sizeof(value)));
}

/* ---- The guest: what it does before it runs does not happen ---- */

static void write_register(unsigned vcpu, struct pmu_arm64_register reg, uint64_t value)
{
	if (!has_run(vcpu))
		return;
	pmu_fault(setjmp(access_begin) ? PMU_TRAPPED : (enum pmu_fault)vm_write(vcpu, reg.kind, reg.index, value));
}

static bool is_unsettled(unsigned vcpu, struct pmu_arm64_register reg)
{
	if (reg.kind == PMU_ARM64_PMEVCNTR)
		return vm_value_unsettled[vcpu] >> reg.index & 1;
	return vm_overflow_unsettled[vcpu] && (reg.kind == PMU_ARM64_PMOVSSET || reg.kind == PMU_ARM64_PMOVSCLR);
}

static void read_register(unsigned vcpu, struct pmu_arm64_register reg)
{
	unsigned long value = 0;

	if (!has_run(vcpu))
		return;
	if (setjmp(access_begin)) {
		pmu_fault(PMU_TRAPPED);
		pmu_value(0);
		return;
	}
	pmu_fault((enum pmu_fault)vm_read(vcpu, reg.kind, reg.index, &value));
	if (is_unsettled(vcpu, reg))
		pmu_unknown();
	else
		pmu_value(value);
}

static void go(unsigned vcpu, enum pmu_arm64_level level)
{
	if (has_run(vcpu))
		pmu_fault((enum pmu_fault)vm_go(vcpu, level));
}

static uint64_t before[CYCLE + 1];

static void begin_counting(unsigned vcpu)
{
	for (unsigned i = 0; i < counters; i++)
		before[i] = vm_counter(vcpu, i);
	before[CYCLE] = vm_counter(vcpu, CYCLE);
}

static void emit_counted(unsigned vcpu)
{
	for (unsigned i = 0; i < counters; i++) {
		uint64_t advance = vm_counter(vcpu, i) - before[i];

		if (vm_value_unsettled[vcpu] >> i & 1)
			pmu_unknown();
		else
			pmu_count(long_counters ? advance : (uint32_t)advance);
	}
	pmu_count(vm_counter(vcpu, CYCLE) - before[CYCLE]);
}

static void sw_incr(unsigned vcpu, uint64_t mask)
{
	if (!has_run(vcpu))
		return;
	begin_counting(vcpu);
	vm_software_increment(vcpu, mask);
	emit_counted(vcpu);
}

static void retire(unsigned vcpu, unsigned event, uint64_t times)
{
	if (!has_run(vcpu))
		return;
	begin_counting(vcpu);
	vm_retire(vcpu, event, times);
	emit_counted(vcpu);
}

static void begin(bool told)
{
	vm_tells = told;
}

static uint64_t fact_of_counter(unsigned vcpu, unsigned counter, unsigned fact)
{
	return vm_fact(vcpu, counter == counters ? CYCLE : counter, fact);
}

enum { FACT_ALLOCATIONS };

static uint64_t fact_of_machine(unsigned fact)
{
	return fact == FACT_ALLOCATIONS ? memory_alive() : vm_lost_events();
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

static const struct pmu_arm64_system arm64 = {
	.facts = &facts,
	.observations = PMU_ALL_OBSERVATIONS & ~PMU_BIT(PMU_HARDWARE),
	.ignored = PMU_BIT(PMU_ARM64_LOAD),
	.least = &least,
	.most = &most,
	.reset = reset,
	.set_filter = set_filter,
	.select_pmu = select_pmu,
	.init = init,
	.run = run,
	.write = write_register,
	.read = read_register,
	.host_write = host_write,
	.sw_incr = sw_incr,
	.go = go,
	.retire = retire,
};

const struct pmu_system pmu_system = {
	.name = KERNEL_NAME,
	/* An emulator may run it. */
	.patience_ms = 60000,
	.start = start,
	.arm64 = &arm64,
};
