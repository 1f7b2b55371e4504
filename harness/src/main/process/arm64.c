/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The arm64 half of the C sample: KVM_ARM_VCPU_PMU_V3_FILTER and the emulated PMU of Linux 7.3, model arm64/7.3.
 *
 * What the guest's registers say and what counts are two things here. A counter counts by its perf event, which keeps
 * the event number and exclusions it was made with; the registers are looked at when one is made, and for little else:
 * software increment and chain, which have none. When a perf event is made, and when not, is `back` and its callers.
 */
#include "sample.h"

#include <string.h>

#define CYCLE 31u
#define REGISTERS 32u
#define MAX_VCPUS 4

/* PMEVTYPER<n>_EL0 and PMCCFILTR_EL0, Arm ARM. */
#define TYPE_P (UINT64_C(1) << 31)
#define TYPE_U (UINT64_C(1) << 30)
#define TYPE_NSK (UINT64_C(1) << 29)
#define TYPE_NSU (UINT64_C(1) << 28)
#define TYPE_NSH (UINT64_C(1) << 27)
#define TYPE_M (UINT64_C(1) << 26)

#define SW_INCR 0x00u
#define CPU_CYCLES 0x11u
#define CHAIN 0x1eu

#define PMCR_E (UINT64_C(1) << 0)
#define PMCR_P (UINT64_C(1) << 1)
#define PMCR_C (UINT64_C(1) << 2)
#define PMCR_D (UINT64_C(1) << 3)
#define PMCR_X (UINT64_C(1) << 4)
#define PMCR_DP (UINT64_C(1) << 5)
#define PMCR_LC (UINT64_C(1) << 6)
#define PMCR_LP (UINT64_C(1) << 7)
#define PMCR_N_SHIFT 11

#define MDCR_HPMN UINT64_C(0x1f)
#define MDCR_HPME (UINT64_C(1) << 7)
#define MDCR_HPMD (UINT64_C(1) << 17)
#define MDCR_HCCD (UINT64_C(1) << 23)
#define MDCR_HLP (UINT64_C(1) << 26)

#define HCR_TGE (UINT64_C(1) << 27)
#define HCR_E2H (UINT64_C(1) << 34)

/* PMUVer */
#define V3P1 4u
#define V3P5 6u

/* KVM_SET_DEVICE_ATTR */
#define GROUP_PMU 0u
#define GROUP_TIMER 1u
#define GROUP_PVTIME 2u
#define ATTRIBUTE_FILTER 2u
#define ATTRIBUTES 5u /* interrupt, initialise, filter, select, number of counters */
#define REQUEST_BYTES 8u
#define ALLOW 0u
#define DENY 1u

/* ---- Faults ---------------------------------------------------------------------------------- */

enum fault {
	RANGE_16_BITS,
	RANGE_INCLUSIVE,
	FIRST_NO_DEFAULT,
	FIRST_RANGE_WINS,
	RAN_STILL_OPEN,
	EFAULT_BEFORE_EBUSY,
	LEVELS_SWAPPED,
	NON_SECURE_IGNORED,
	EL2_AS_EL1,
	CYCLES_UNFILTERED,
	SOFTWARE_FILTERED,
	HOST_EVENT_MASK,
	CEID_UNMASKED,
	TRANSITION_FORGOTTEN,
	HPME_IGNORED,
	RELOAD_FORGOTTEN,
	CHAIN_WITHOUT_ENABLE,
	TYPE_UNMASKED,
	TRAP_FORGOTTEN,
};

static const struct sample_fault faults[] = {
	[RANGE_16_BITS] = { "range-16-bits", "The end of a range is computed in 16 bits." },
	[RANGE_INCLUSIVE] = { "range-inclusive", "A range takes in the event after its last." },
	[FIRST_NO_DEFAULT] = { "first-no-default", "The first call leaves the events outside its range allowed, whatever its action." },
	[FIRST_RANGE_WINS] = { "first-range-wins", "A later range does not change events of an earlier one." },
	[RAN_STILL_OPEN] = { "ran-still-open", "A filter is accepted after another virtual CPU has run." },
	[EFAULT_BEFORE_EBUSY] = { "memory-before-state", "Memory is read before it is asked whether the PMU is initialised." },
	[LEVELS_SWAPPED] = { "levels-swapped", "EL0 counts by P and NSK, EL1 by U and NSU." },
	[NON_SECURE_IGNORED] = { "non-secure-ignored", "NSK and NSU take no part." },
	[EL2_AS_EL1] = { "el2-as-el1", "Virtual EL2 counts by P and NSK, as EL1 does." },
	[CYCLES_UNFILTERED] = { "cycles-unfiltered", "The filter is not asked about the cycle counter." },
	[SOFTWARE_FILTERED] = { "software-filtered", "A denied software increment does nothing." },
	[HOST_EVENT_MASK] = { "host-event-mask", "A type register's event has as many bits as the host's version gives it." },
	[CEID_UNMASKED] = { "ceid-unmasked", "Denied events stay advertised." },
	[TRANSITION_FORGOTTEN] = { "transition-forgotten", "Entering or leaving hyp context re-creates nothing." },
	[HPME_IGNORED] = { "hpme-ignored", "Counters from HPMN on are enabled by PMCR.E too." },
	[RELOAD_FORGOTTEN] = { "reload-forgotten", "A change of PMCR.E is noticed by nobody." },
	[CHAIN_WITHOUT_ENABLE] = { "chain-without-enable", "A chained counter advances although it is not enabled." },
	[TYPE_UNMASKED] = { "type-unmasked", "A type register keeps every bit the guest writes." },
	[TRAP_FORGOTTEN] = { "trap-forgotten", "L2 reaches the counters of its hypervisor." },
};

static uint32_t chosen;

const struct sample_faults sample_arm64_faults = {
	.architecture = "arm64",
	.list = faults,
	.count = sizeof(faults) / sizeof(faults[0]),
	.chosen = &chosen,
};

static bool broken(enum fault fault)
{
	return chosen & PMU_BIT(fault);
}

/* ---- The virtual machine --------------------------------------------------------------------- */

/* What stands for a counter in hardware; absent for a denied event, software increment and chain. */
struct perf_event {
	bool present, on;
	bool skip_el0, skip_el1; /* physical levels */
	unsigned event;
	uint64_t left, count; /* events until it reports an overflow, 0 for never; what it has counted */
};

struct vcpu {
	bool initialised, ran;
	enum pmu_arm64_level level;
	uint64_t type[REGISTERS], counter[REGISTERS];
	struct perf_event perf[REGISTERS];
	uint32_t enabled, overflowed; /* PMCNTENSET, PMOVSSET */
	uint64_t pmcr, mdcr, hcr;
};

#define WORD_BITS 64u
#define EVENT_NUMBERS 65536u

static const struct pmu_arm64_machine *machine;
static struct vcpu vcpus[MAX_VCPUS];
static bool selected, ran, filtered, dead;
static unsigned selected_pmu;
static uint64_t allowed_events[EVENT_NUMBERS / WORD_BITS];
static uint64_t ranged_events[EVENT_NUMBERS / WORD_BITS]; /* for a fault: those of some range */

/* Of the machine, worked out once. */
static unsigned counters;
static bool long_counters; /* event counters of 64 bits */

static unsigned event_mask_of(uint64_t version)
{
	return version == 1 ? 0x3ff : 0xffff;
}

/* Of the virtual machine: what a type register's event is. */
static unsigned event_mask(void)
{
	return event_mask_of(broken(HOST_EVENT_MASK) ? machine->host_version : machine->vm_version);
}

/* Of the host, its version cut to 6 or, by its traps, to 1: what a range may name. */
static unsigned event_numbers(void)
{
	return event_mask_of(machine->impdef_traps ? 1 : machine->host_version) + 1;
}

/* ---- The filter ------------------------------------------------------------------------------ */

static bool test(const uint64_t *bits, unsigned n)
{
	return bits[n / WORD_BITS] >> n % WORD_BITS & 1;
}

static bool allowed(unsigned event)
{
	return !filtered || test(allowed_events, event);
}

/* The bits of [from, to), word by word. */
static void fill(uint64_t *bits, unsigned from, unsigned to, bool value)
{
	while (from < to) {
		unsigned word = from / WORD_BITS, low = from % WORD_BITS;
		unsigned n = to - from < WORD_BITS - low ? to - from : WORD_BITS - low;
		uint64_t mask = (n == WORD_BITS ? UINT64_MAX : (UINT64_C(1) << n) - 1) << low;

		bits[word] = value ? bits[word] | mask : bits[word] & ~mask;
		from += n;
	}
}

static void apply_first_wins(unsigned from, unsigned to, bool value)
{
	for (unsigned e = from; e < to; e++) {
		if (!test(ranged_events, e))
			fill(allowed_events, e, e + 1, value);
	}
	fill(ranged_events, from, to, true);
}

static void apply(const struct pmu_arm64_request *r)
{
	unsigned from = r->base, to = from + r->nevents;
	bool allow = r->action == ALLOW;

	if (broken(RANGE_INCLUSIVE))
		to++;
	if (to > event_numbers())
		to = event_numbers();
	if (!filtered) {
		/* The first call says what all others are, even if its range is empty. */
		memset(allowed_events, allow && !broken(FIRST_NO_DEFAULT) ? 0 : 0xff, sizeof(allowed_events));
		memset(ranged_events, 0, broken(FIRST_RANGE_WINS) ? sizeof(ranged_events) : 0);
		filtered = true;
	}
	if (broken(FIRST_RANGE_WINS))
		apply_first_wins(from, to, allow);
	else
		fill(allowed_events, from, to, allow);
}

/* ---- Calls of the owner ---------------------------------------------------------------------- */

/* What every PMU attribute is asked first; kvm_arm_pmu_v3_set_attr. */
static unsigned attribute_refusal(const struct vcpu *v)
{
	return !machine->pmu ? PMU_ENODEV : v->initialised ? PMU_EBUSY : PMU_OK;
}

static bool bad_range(const struct pmu_arm64_request *r)
{
	uint32_t end = (uint32_t)r->base + r->nevents;

	if (broken(RANGE_16_BITS))
		end = (uint16_t)end;
	return end > event_numbers() || (r->action != ALLOW && r->action != DENY);
}

/* The first check that fails decides. */
static unsigned filter_refusal(const struct vcpu *v, const struct pmu_arm64_request *r)
{
	unsigned number = attribute_refusal(v);

	if (broken(EFAULT_BEFORE_EBUSY) && machine->pmu && r->attribute == ATTRIBUTE_FILTER && r->readable < REQUEST_BYTES)
		return PMU_EFAULT;
	if (number != PMU_OK)
		return number;
	if (r->attribute != ATTRIBUTE_FILTER)
		return PMU_ENXIO;
	if (r->readable < REQUEST_BYTES)
		return PMU_EFAULT;
	if (bad_range(r))
		return PMU_EINVAL;
	if (ran && !broken(RAN_STILL_OPEN))
		return PMU_EBUSY;
	if (!selected)
		return PMU_ENXIO;
	return !filtered && !r->memory ? PMU_ENOMEM : PMU_OK;
}

/* The timer, stolen time and the PMU's other attributes know a request of these 8 bytes, but not as a filter. */
static bool means_something_else(const struct pmu_arm64_request *r)
{
	if (r->group != GROUP_PMU)
		return r->group == GROUP_TIMER || r->group == GROUP_PVTIME;
	return r->attribute < ATTRIBUTES && r->attribute != ATTRIBUTE_FILTER;
}

static void set_filter(unsigned vcpu, const struct pmu_arm64_request *r)
{
	if (dead) {
		pmu_errno(PMU_EIO);
		return;
	}
	if (means_something_else(r)) {
		pmu_unknown(); /* No rule says what they answer. */
		return;
	}
	unsigned number = r->group == GROUP_PMU ? filter_refusal(&vcpus[vcpu], r) : PMU_ENXIO;
	if (number == PMU_OK)
		apply(r);
	pmu_errno(number);
}

/* kvm_arm_pmu_v3_set_pmu: a number nobody has is looked for first. */
static unsigned select_refusal(const struct vcpu *v, unsigned pmu)
{
	unsigned number = attribute_refusal(v);

	if (number != PMU_OK)
		return number;
	if (pmu >= machine->pmus)
		return PMU_ENXIO;
	return ran || (filtered && pmu != selected_pmu) ? PMU_EBUSY : PMU_OK;
}

static void select_pmu(unsigned vcpu, unsigned pmu)
{
	unsigned number = dead ? PMU_EIO : select_refusal(&vcpus[vcpu], pmu);

	if (number == PMU_OK) {
		selected = true;
		selected_pmu = pmu;
	}
	pmu_errno(number);
}

static unsigned init_refusal(const struct vcpu *v, bool interrupt)
{
	unsigned number = attribute_refusal(v);

	if (number != PMU_OK)
		return number;
	if (!selected)
		return PMU_ENXIO;
	if (machine->irqchip == PMU_IRQCHIP_NONE)
		return PMU_OK;
	if (machine->irqchip == PMU_IRQCHIP_UNINITIALISED)
		return PMU_ENODEV;
	return interrupt ? PMU_OK : PMU_ENXIO;
}

static void init(unsigned vcpu, bool interrupt)
{
	unsigned number = dead ? PMU_EIO : init_refusal(&vcpus[vcpu], interrupt);

	if (number == PMU_OK)
		vcpus[vcpu].initialised = true;
	pmu_errno(number);
}

/* kvm_arch_vcpu_run_pid_change: the interrupt controller comes before the PMU. */
static unsigned run_refusal(const struct vcpu *v)
{
	if (dead)
		return PMU_EIO;
	if (machine->irqchip == PMU_IRQCHIP_UNINITIALISED)
		return PMU_EBUSY;
	if (machine->nested && machine->irqchip == PMU_IRQCHIP_NONE)
		return PMU_EAGAIN;
	return machine->pmu && !v->initialised ? PMU_EINVAL : PMU_OK;
}

static void run(unsigned vcpu)
{
	struct vcpu *v = &vcpus[vcpu];
	unsigned number = run_refusal(v);

	/* kvm_vgic_map_resources kills the virtual machine if it fails. */
	dead |= number == PMU_EBUSY;
	if (number == PMU_OK)
		v->ran = ran = true;
	pmu_errno(number);
}

/* KVM_SET_ONE_REG stores and no more: there is no function to call for type registers. */
static void host_write(unsigned vcpu, struct pmu_arm64_register reg, uint64_t value)
{
	vcpus[vcpu].type[reg.kind == PMU_ARM64_PMCCFILTR ? CYCLE : reg.index] = value;
}

/* ---- Where the guest is, and what it reaches ------------------------------------------------- */

/* vcpu_is_hyp_ctxt: TGE alone makes EL0 the hypervisor's. */
static bool in_hyp_context(const struct vcpu *v)
{
	return machine->nested && (v->level == PMU_VEL2 || v->hcr & HCR_TGE);
}

/* In a guest below a guest hypervisor, or in that hypervisor's user space. */
static bool below_el2(const struct vcpu *v)
{
	return machine->nested && v->level != PMU_VEL2;
}

static unsigned hpmn(const struct vcpu *v)
{
	return (unsigned)(v->mdcr & MDCR_HPMN);
}

/* Whether the counter is the hypervisor's own; the cycle counter never is. */
static bool of_hypervisor(const struct vcpu *v, unsigned i)
{
	return i != CYCLE && i >= hpmn(v);
}

/* PMCR.N as it reads where the guest is; kvm_vcpu_read_pmcr, v7.3.4. */
static unsigned visible_counters(const struct vcpu *v)
{
	return below_el2(v) && !broken(TRAP_FORGOTTEN) ? hpmn(v) : counters;
}

/* Their bits, and the cycle counter's. */
static uint32_t visible_mask(const struct vcpu *v)
{
	return PMU_BIT(CYCLE) | (PMU_BIT(visible_counters(v)) - 1);
}

/* ---- Perf events ----------------------------------------------------------------------------- */

static unsigned event_of(const struct vcpu *v, unsigned i)
{
	return i == CYCLE ? CPU_CYCLES : (unsigned)v->type[i] & event_mask();
}

static bool is_enabled(const struct vcpu *v, unsigned i)
{
	bool by_hypervisor = of_hypervisor(v, i) && !broken(HPME_IGNORED);

	return v->enabled & PMU_BIT(i) && (by_hypervisor ? v->mdcr & MDCR_HPME : v->pmcr & PMCR_E);
}

static bool equal(uint64_t type, uint64_t exclude, uint64_t non_secure)
{
	return !(type & exclude) == (broken(NON_SECURE_IGNORED) || !(type & non_secure));
}

static bool at_el0(const struct vcpu *v, unsigned i)
{
	return broken(LEVELS_SWAPPED) ? equal(v->type[i], TYPE_P, TYPE_NSK) : equal(v->type[i], TYPE_U, TYPE_NSU);
}

static bool at_el1(const struct vcpu *v, unsigned i)
{
	return broken(LEVELS_SWAPPED) ? equal(v->type[i], TYPE_U, TYPE_NSU) : equal(v->type[i], TYPE_P, TYPE_NSK);
}

/* HPMD here stops the cycle counter too, whatever DP and HCCD: kvm_pmc_counts_at_el2, not AArch64.PMUCycle. */
static bool at_el2(const struct vcpu *v, unsigned i)
{
	if (broken(EL2_AS_EL1))
		return at_el1(v, i);
	return v->type[i] & TYPE_NSH && (of_hypervisor(v, i) || !(v->mdcr & MDCR_HPMD));
}

static bool overflows_at_64(const struct vcpu *v, unsigned i)
{
	if (i == CYCLE)
		return v->pmcr & PMCR_LC;
	return of_hypervisor(v, i) ? v->mdcr & MDCR_HLP : v->pmcr & PMCR_LP;
}

/* Minus the count, at the counter's overflow width: compute_period. Of 0 it is 0, and then there is no overflow. */
static uint64_t period(const struct vcpu *v, unsigned i, uint64_t count)
{
	return overflows_at_64(v, i) ? -count : (uint32_t)-count;
}

/* A new perf event for the counter as the registers are now, or none: kvm_pmu_create_perf_event. */
static void back(struct vcpu *v, unsigned i)
{
	unsigned event = event_of(v, i);
	struct perf_event *perf = &v->perf[i];

	perf->count = 0;
	perf->left = period(v, i, v->counter[i]);
	perf->present = event != SW_INCR && event != CHAIN
		&& (allowed(event) || (i == CYCLE && broken(CYCLES_UNFILTERED)));
	perf->event = event;
	perf->on = is_enabled(v, i);
	perf->skip_el0 = !at_el0(v, i);
	/* Virtual EL2 runs at physical EL1, so that one bit stands for both. */
	perf->skip_el1 = in_hyp_context(v) ? !at_el2(v, i) : !at_el1(v, i);
}

/* Switches the perf events of these counters; makes one only where there is none: kvm_pmu_reprogram_counter_mask. */
static void switch_counters(struct vcpu *v, uint32_t mask)
{
	for (uint32_t rest = mask; rest; rest &= rest - 1) {
		unsigned i = (unsigned)__builtin_ctz(rest);

		if (!is_enabled(v, i))
			v->perf[i].on = false;
		else if (v->perf[i].present)
			v->perf[i].on = true;
		else
			back(v, i);
	}
}

/*
 * The request that a change of PMCR.E or HPME makes, served before the guest goes on. It takes the counters from PMCR.N
 * as it reads where the guest is, so that below virtual EL2 the hypervisor's lose their bits but not their perf events.
 */
static void reload(struct vcpu *v)
{
	uint32_t mask = visible_mask(v);

	if (broken(RELOAD_FORGOTTEN))
		return;
	v->enabled &= mask;
	v->overflowed &= mask;
	switch_counters(v, mask);
}

/* kvm_pmu_nested_transition, ae323e035801. */
static void transition(struct vcpu *v)
{
	for (uint32_t rest = v->enabled; rest && !broken(TRANSITION_FORGOTTEN); rest &= rest - 1) {
		unsigned i = (unsigned)__builtin_ctz(rest);

		if (at_el1(v, i) != at_el2(v, i))
			back(v, i);
	}
}

/* ---- Guest accesses -------------------------------------------------------------------------- */

static uint64_t type_mask(void)
{
	uint64_t mask = TYPE_P | TYPE_U | event_mask();

	if (broken(TYPE_UNMASKED))
		return UINT64_MAX;
	return mask | (machine->guest_el2 ? TYPE_NSH : 0) | (machine->guest_el3 ? TYPE_NSK | TYPE_NSU | TYPE_M : 0);
}

static void set_type(struct vcpu *v, unsigned i, uint64_t value)
{
	v->type[i] = value & type_mask();
	back(v, i);
}

static uint64_t held(unsigned i, uint64_t value)
{
	return i == CYCLE || long_counters ? value : (uint32_t)value;
}

static void set_counter(struct vcpu *v, unsigned i, uint64_t value)
{
	v->counter[i] = held(i, value);
	back(v, i);
}

static void write_pmcr(struct vcpu *v, uint64_t value)
{
	uint64_t kept = PMCR_E | PMCR_D | PMCR_X | PMCR_DP | PMCR_LC | (long_counters ? PMCR_LP : 0);
	bool toggled = (value ^ v->pmcr) & PMCR_E;

	v->pmcr = value & kept;
	if (value & PMCR_C)
		set_counter(v, CYCLE, 0);
	for (unsigned i = 0; value & PMCR_P && i < visible_counters(v); i++)
		set_counter(v, i, 0);
	if (toggled)
		reload(v);
}

/* A change of HPMN or HPMD alone is seen by whatever looks at the registers later: access_mdcr. */
static void write_mdcr(struct vcpu *v, uint64_t value)
{
	uint64_t kept = MDCR_HPME | (machine->vm_version >= V3P1 ? MDCR_HPMD : 0)
		| (machine->vm_version >= V3P5 ? MDCR_HCCD | MDCR_HLP : 0);
	uint64_t lower = value & MDCR_HPMN;
	bool toggled = (value ^ v->mdcr) & MDCR_HPME;

	v->mdcr = (value & kept) | (lower < counters ? lower : counters);
	if (toggled)
		reload(v);
}

/*
 * MDCR_EL2 exists on nested machines, says the law book, and el2_visibility hides it from no guest hypervisor; but which
 * HPMN it has without a PMU to take N from is not in the facts.
 */
static bool is_settled(const struct vcpu *v, struct pmu_arm64_register reg)
{
	return machine->pmu || reg.kind != PMU_ARM64_MDCR || !machine->nested || below_el2(v);
}

/*
 * Whether the access has an effect where the guest is. Without a PMU its registers are hidden (pmu_visibility), but not
 * those of the guest hypervisor.
 */
static enum pmu_fault access_fault(const struct vcpu *v, struct pmu_arm64_register reg)
{
	if (!machine->pmu && reg.kind != PMU_ARM64_MDCR && reg.kind != PMU_ARM64_HCR)
		return PMU_UD;
	switch (reg.kind) {
	case PMU_ARM64_PMEVTYPER:
	case PMU_ARM64_PMEVCNTR:
		if (reg.index >= counters)
			return PMU_UD;
		return reg.index >= visible_counters(v) ? PMU_TRAPPED : PMU_NO_FAULT;
	case PMU_ARM64_MDCR:
	case PMU_ARM64_HCR:
		return machine->nested && v->level == PMU_VEL2 ? PMU_NO_FAULT : PMU_UD;
	case PMU_ARM64_PMCCFILTR:
	case PMU_ARM64_PMCCNTR:
	case PMU_ARM64_PMCNTENSET:
	case PMU_ARM64_PMCNTENCLR:
	case PMU_ARM64_PMOVSSET:
	case PMU_ARM64_PMOVSCLR:
	case PMU_ARM64_PMCR:
	case PMU_ARM64_PMCEID0:
	case PMU_ARM64_PMCEID1:
		break;
	}
	return PMU_NO_FAULT;
}

static void guest_write(struct vcpu *v, struct pmu_arm64_register reg, uint64_t value)
{
	uint32_t bits = (uint32_t)value & visible_mask(v);

	switch (reg.kind) {
	case PMU_ARM64_PMEVTYPER:
		set_type(v, reg.index, value);
		break;
	case PMU_ARM64_PMCCFILTR:
		set_type(v, CYCLE, value);
		break;
	case PMU_ARM64_PMEVCNTR:
		set_counter(v, reg.index, value);
		break;
	case PMU_ARM64_PMCCNTR:
		set_counter(v, CYCLE, value);
		break;
	case PMU_ARM64_PMCNTENSET:
		v->enabled |= bits;
		switch_counters(v, bits);
		break;
	case PMU_ARM64_PMCNTENCLR:
		v->enabled &= ~bits;
		switch_counters(v, bits);
		break;
	case PMU_ARM64_PMOVSSET:
		v->overflowed |= bits;
		break;
	case PMU_ARM64_PMOVSCLR:
		v->overflowed &= ~bits;
		break;
	case PMU_ARM64_PMCR:
		write_pmcr(v, value);
		break;
	case PMU_ARM64_MDCR:
		write_mdcr(v, value);
		break;
	case PMU_ARM64_HCR:
		v->hcr = value & (HCR_E2H | HCR_TGE);
		break;
	case PMU_ARM64_PMCEID0:
	case PMU_ARM64_PMCEID1:
		break;
	}
}

static void write_register(unsigned vcpu, struct pmu_arm64_register reg, uint64_t value)
{
	struct vcpu *v = &vcpus[vcpu];
	bool read_only = reg.kind == PMU_ARM64_PMCEID0 || reg.kind == PMU_ARM64_PMCEID1;

	if (!v->ran || !is_settled(v, reg))
		return; /* NOT_RUN: it does not happen. */
	enum pmu_fault fault = read_only ? PMU_UD : access_fault(v, reg);
	if (fault == PMU_NO_FAULT)
		guest_write(v, reg, value);
	pmu_fault(fault);
}

/* 32 events from this number on, as the filter has them. */
static uint64_t allowed32(unsigned event)
{
	return allowed_events[event / WORD_BITS] >> event % WORD_BITS & UINT32_MAX;
}

/* kvm_pmu_get_pmceid: events from `base` on in the lower half, from 0x4000 + base on in the upper. */
static uint64_t advertised(uint64_t hardware, unsigned base)
{
	uint64_t upper = event_mask_of(machine->vm_version) >= 0x4000 ? allowed32(0x4000 + base) : 0;
	uint64_t all = hardware;

	if (base == 0)
		all |= UINT64_C(1) << SW_INCR | UINT64_C(1) << CHAIN;
	else if (!machine->strict)
		all &= ~UINT64_C(0xe0000000); /* STALL_SLOT and its kin, 0x3d to 0x3f */
	return filtered && !broken(CEID_UNMASKED) ? all & (upper << 32 | allowed32(base)) : all;
}

static uint64_t guest_read(const struct vcpu *v, struct pmu_arm64_register reg)
{
	switch (reg.kind) {
	case PMU_ARM64_PMEVTYPER:
		return v->type[reg.index];
	case PMU_ARM64_PMCCFILTR:
		return v->type[CYCLE];
	case PMU_ARM64_PMEVCNTR:
		return v->counter[reg.index];
	case PMU_ARM64_PMCCNTR:
		return v->counter[CYCLE];
	case PMU_ARM64_PMCNTENSET:
	case PMU_ARM64_PMCNTENCLR:
		return v->enabled;
	case PMU_ARM64_PMOVSSET:
	case PMU_ARM64_PMOVSCLR:
		return v->overflowed;
	case PMU_ARM64_PMCR:
		return v->pmcr | (uint64_t)visible_counters(v) << PMCR_N_SHIFT;
	case PMU_ARM64_PMCEID0:
		return advertised(machine->ceid0, 0);
	case PMU_ARM64_PMCEID1:
		return advertised(machine->ceid1, 0x20);
	case PMU_ARM64_MDCR:
		return v->mdcr;
	case PMU_ARM64_HCR:
		return v->hcr;
	}
	return 0;
}

static void read_register(unsigned vcpu, struct pmu_arm64_register reg)
{
	struct vcpu *v = &vcpus[vcpu];

	if (!v->ran || !is_settled(v, reg))
		return;
	enum pmu_fault fault = access_fault(v, reg);
	pmu_fault(fault);
	pmu_value(fault == PMU_NO_FAULT ? guest_read(v, reg) : 0);
}

static void go(unsigned vcpu, enum pmu_arm64_level level)
{
	struct vcpu *v = &vcpus[vcpu];

	if (!v->ran)
		return;
	/* TGE is 0 where there is no virtual EL2. */
	if (level == PMU_EL1 && v->hcr & HCR_TGE) {
		pmu_fault(PMU_UD);
		return;
	}
	bool before = in_hyp_context(v);
	v->level = level;
	if (in_hyp_context(v) != before)
		transition(v);
	pmu_fault(PMU_NO_FAULT);
}

/* ---- Counting -------------------------------------------------------------------------------- */

/* What counted in this step; one cell per event counter, then the cycle counter's. */
static uint64_t counted[REGISTERS];

static void begin_counting(void)
{
	memset(counted, 0, sizeof(counted));
}

static void emit_counted(void)
{
	for (unsigned i = 0; i < counters; i++)
		pmu_count(counted[i]);
	pmu_count(counted[CYCLE]);
}

/* Whether it wraps, of what KVM adds by itself. */
static bool advance(struct vcpu *v, unsigned i, uint64_t times)
{
	uint64_t before = v->counter[i];

	counted[i] += times;
	v->counter[i] = held(i, before + times);
	if (overflows_at_64(v, i))
		return v->counter[i] < before;
	return (uint32_t)before + times > UINT32_MAX;
}

/* Software increment and chain: by the registers as they are, at any level, under PMCR.E even for the hypervisor's. */
static void increment(struct vcpu *v, uint32_t mask, unsigned event);

static void overflow(struct vcpu *v, unsigned i)
{
	v->overflowed |= PMU_BIT(i);
	if (i % 2 == 0 && i + 1 < CYCLE && !overflows_at_64(v, i))
		increment(v, PMU_BIT(i + 1), CHAIN);
}

static void increment(struct vcpu *v, uint32_t mask, unsigned event)
{
	if (!(v->pmcr & PMCR_E))
		return;
	if (event != CHAIN || !broken(CHAIN_WITHOUT_ENABLE))
		mask &= v->enabled;
	for (unsigned i = 0; i < counters; i++) {
		if (mask & PMU_BIT(i) && event_of(v, i) == event)
			if (advance(v, i, 1))
				overflow(v, i);
	}
}

static void sw_incr(unsigned vcpu, uint64_t mask)
{
	struct vcpu *v = &vcpus[vcpu];

	if (!v->ran)
		return;
	begin_counting();
	if (!broken(SOFTWARE_FILTERED) || allowed(SW_INCR))
		increment(v, (uint32_t)mask & visible_mask(v), SW_INCR);
	emit_counted();
}

/* Its perf event counts; the handler runs where a period ends: kvm_pmu_perf_overflow. */
static void advance_by_event(struct vcpu *v, unsigned i, uint64_t times)
{
	struct perf_event *perf = &v->perf[i];

	advance(v, i, times);
	while (perf->left && times >= perf->left) {
		perf->count += perf->left;
		times -= perf->left;
		overflow(v, i);
		perf->left = period(v, i, perf->count);
	}
	perf->count += times;
	perf->left -= perf->left ? times : 0;
}

static void retire(unsigned vcpu, unsigned event, uint64_t times)
{
	struct vcpu *v = &vcpus[vcpu];

	if (!v->ran)
		return;
	begin_counting();
	for (unsigned i = 0; i < REGISTERS; i++) {
		const struct perf_event *perf = &v->perf[i];
		bool skip = v->level == PMU_EL0 ? perf->skip_el0 : perf->skip_el1;

		if (perf->present && perf->on && perf->event == event && !skip)
			advance_by_event(v, i, times);
	}
	emit_counted();
}

/* The emulated PMU gives the guest no hardware counters: nothing to see, and no perf event is touched. */
static void load(unsigned vcpu)
{
	(void)vcpu;
}

static bool reset(const struct pmu_arm64_machine *m)
{
	machine = m;
	counters = (unsigned)m->counters;
	long_counters = m->vm_version >= V3P5;
	ran = false;
	filtered = false;
	dead = false;
	selected = !m->strict;
	selected_pmu = 0;
	memset(vcpus, 0, m->vcpus * sizeof(vcpus[0]));
	for (unsigned i = 0; i < m->vcpus; i++) {
		vcpus[i].level = m->nested ? PMU_VEL2 : PMU_EL1;
		vcpus[i].mdcr = counters;
	}
	return true;
}

const struct pmu_arm64_system sample_arm64 = {
	.observations = PMU_ALL_OBSERVATIONS & ~PMU_BIT(PMU_HARDWARE),
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
	.load = load,
	.retire = retire,
};
