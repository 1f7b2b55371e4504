/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The x86 half of the C sample: KVM_SET_PMU_EVENT_FILTER as of Linux 7.3, model x86/7.3.
 *
 * A counter, general-purpose or fixed, is looked at in one way: its control word (an event select, or a nibble of fixed
 * control) is decoded into what it selects. There are up to four control words per counter, and which one counts is most
 * of what there is to say:
 *
 *     guest       what the guest wrote, and reads back
 *     programmed  perf-backed: what was decoded when the counter was last let run
 *     shadow      mediated: what KVM means to give to hardware
 *     loaded      mediated: the shadow as of the last entry
 */
#include "sample.h"

#include <string.h>

#define MAX_GENERAL 8
#define MAX_FIXED 16
#define MAX_COUNTERS (MAX_GENERAL + MAX_FIXED)
#define MAX_VCPUS 4

/* Event select, SDM volume 3 chapter "Performance Monitoring" and APM volume 2 chapter 13; entries use the same places. */
#define SELECT_LOW UINT64_C(0xff)
#define UNIT_MASK UINT64_C(0xff00)
#define SELECT_HIGH UINT64_C(0xf00000000)
#define RAW_NB (SELECT_LOW | UNIT_MASK | SELECT_HIGH) /* AMD64_RAW_EVENT_MASK_NB */
#define ES_USR (UINT64_C(1) << 16)
#define ES_OS (UINT64_C(1) << 17)
#define ES_ENABLE (UINT64_C(1) << 22)
#define ES_IN_TX (UINT64_C(1) << 32)
#define ES_IN_TXCP (UINT64_C(1) << 33)
#define ES_GUEST_ONLY (UINT64_C(1) << 40)
#define ES_HOST_ONLY (UINT64_C(1) << 41)
#define INTEL_RESERVED UINT64_C(0xffffffff00200000)
#define AMD_RESERVED UINT64_C(0xfffffff000280000)

#define FIXED_OS 1u
#define FIXED_USR 2u
#define FIXED_WRITABLE UINT64_C(0xb) /* OS, USR and PMI of one nibble */
#define SVME (UINT64_C(1) << 12)

/* KVM_SET_PMU_EVENT_FILTER */
#define HEADER 32u
#define MAX_EVENTS 300u
#define ALLOW 0u
#define DENY 1u
#define MASKED 1u
#define ENTRY_EXCLUDE (UINT64_C(1) << 55)
#define ENTRY_MASK (UINT64_C(0xff) << 56)

/* ---- Faults ---------------------------------------------------------------------------------- */

enum fault {
	EXCLUDE_IGNORED,
	WIDE_SELECT_ON_INTEL,
	BITMAP_INVERTED_BY_DENY,
	FILTER_NOT_PUSHED,
	FILTER_PUSHED_TO_FIRST,
	LIMIT_OFF_BY_ONE,
	MASKED_RESERVED_ACCEPTED,
	COMPARE_32_BITS,
	IMPOSSIBLE_KEPT,
	EMULATED_UNFILTERED,
	FIXED_BY_EVENTS,
	REFUSED_REMOVES,
	MASK_UNUSED,
	TOO_MANY_BEFORE_ACTION,
	RESET_KEEPS_RUNNING,
	FIXED_HOLE,
	SHADOW_READS_BACK,
	HOST_GUEST_IGNORED,
	DENIED_CLEARS,
};

static const struct sample_fault faults[] = {
	[EXCLUDE_IGNORED] = { "exclude-ignored", "Exclude entries take nothing away." },
	[WIDE_SELECT_ON_INTEL] = { "wide-select-on-intel", "Intel's key has bits 35:32 too, which hold IN_TX." },
	[BITMAP_INVERTED_BY_DENY] = { "bitmap-same-under-deny",
				      "A set bit of the bitmap lets its fixed counter count under DENY too." },
	[FILTER_NOT_PUSHED] = { "filter-not-pushed", "A new filter waits until a counter is programmed for another reason." },
	[FILTER_PUSHED_TO_FIRST] = { "filter-pushed-to-first", "A new filter is pushed to the first virtual CPU only." },
	[LIMIT_OFF_BY_ONE] = { "limit-off-by-one", "A request with 301 events is accepted." },
	[MASKED_RESERVED_ACCEPTED] = { "masked-reserved-accepted",
				       "A masked entry with a reserved bit is accepted, and the bit ignored." },
	[COMPARE_32_BITS] = { "compare-32-bits", "Event selects are compared in 32 bits, so that AMD's high nibble is lost." },
	[IMPOSSIBLE_KEPT] = { "impossible-kept", "A raw entry with other bits lists what its select and unit mask say." },
	[EMULATED_UNFILTERED] = { "emulated-unfiltered", "Instructions that KVM completes are counted whatever the filter." },
	[FIXED_BY_EVENTS] = { "fixed-by-events", "A fixed counter is judged by the event it stands for." },
	[REFUSED_REMOVES] = { "refused-removes", "A refused request removes the filter that was there." },
	[MASK_UNUSED] = { "mask-unused", "A masked entry's mask is not applied: the unit mask itself must match." },
	[TOO_MANY_BEFORE_ACTION] = { "too-many-before-action", "The number of events is checked before action and flags." },
	[RESET_KEEPS_RUNNING] = { "reset-keeps-running", "A reset clears the registers and leaves what was programmed." },
	[FIXED_HOLE] = { "fixed-hole", "A mediated fixed-control write re-evaluates what differs from the guest's last value." },
	[SHADOW_READS_BACK] = { "shadow-reads-back", "The guest reads its mediated event select from the shadow." },
	[HOST_GUEST_IGNORED] = { "host-guest-ignored", "Host-Only and Guest-Only are kept but decide nothing." },
	[DENIED_CLEARS] = { "denied-clears", "Programming a denied counter sets it to 0." },
};

static uint32_t chosen;

const struct sample_faults sample_x86_faults = {
	.architecture = "x86",
	.list = faults,
	.count = sizeof(faults) / sizeof(faults[0]),
	.chosen = &chosen,
};

static bool broken(enum fault fault)
{
	return chosen & PMU_BIT(fault);
}

/* ---- The virtual machine --------------------------------------------------------------------- */

/* An entry without what only tells which list it is in. */
struct entry {
	uint64_t select; /* at its places in an event select */
	uint8_t mask, match;
};

struct filter {
	bool present;
	uint32_t action, bitmap;
	unsigned includes, excludes;
	struct entry include[MAX_EVENTS + 1], exclude[MAX_EVENTS + 1];
};

/* What a control word selects. */
struct selection {
	uint64_t raw; /* 12-bit select and unit mask, whatever the vendor */
	uint64_t key; /* the vendor's select and unit mask */
	bool enabled, kernel, user;
	bool unreported; /* IN_TXCP: perf reports no overflow */
};

struct counter {
	uint64_t guest;  /* control word */
	uint64_t value;  /* below 2^width */
	uint64_t side;   /* completed instructions that are not folded into the value yet */
	bool pending;    /* to be programmed at the next entry */
	bool overflowed; /* its bit of global status */
	bool running;    /* perf-backed: let run, as programmed */
	struct selection programmed;
	uint64_t left;    /* perf-backed: events until perf reports an overflow; 0 is never */
	uint64_t counted; /* perf-backed: events since it was programmed */
	uint64_t shadow, loaded; /* control words */
};

struct vcpu {
	struct counter counters[MAX_COUNTERS]; /* general-purpose, then fixed */
	uint64_t global;
	bool svme, l2;
	bool ran; /* the guest has done something on it */
};

static const struct pmu_x86_machine *machine;
static struct vcpu vcpus[MAX_VCPUS];
static struct filter filter;

/* Of the machine, worked out once. */
static unsigned general, all;
static bool intel, mediated;
static uint64_t width_mask, vendor_select, global_bits;

/* A virtual CPU on which the guest does something now. */
static struct vcpu *guest_on(unsigned vcpu)
{
	vcpus[vcpu].ran = true;
	return &vcpus[vcpu];
}

static bool is_fixed(unsigned p)
{
	return p >= general;
}

static uint64_t global_bit(unsigned p)
{
	return UINT64_C(1) << (is_fixed(p) ? 32 + p - general : p);
}

/* ---- The verdict ----------------------------------------------------------------------------- */

static bool covers(const struct entry *entry, uint64_t select, uint8_t unit_mask)
{
	if (broken(COMPARE_32_BITS) ? (uint32_t)entry->select != (uint32_t)select : entry->select != select)
		return false;
	if (broken(MASK_UNUSED) && entry->mask)
		return unit_mask == entry->match;
	return (unit_mask & entry->mask) == entry->match;
}

/* Some include entry covers the event and no exclude entry does, wherever they stand: is_gp_event_allowed, 14329b825ffb. */
static bool listed(uint64_t key)
{
	uint64_t select = key & ~UNIT_MASK;
	uint8_t unit_mask = (uint8_t)(key >> 8);
	bool found = false;

	for (unsigned i = 0; i < filter.includes && !found; i++)
		found = covers(&filter.include[i], select, unit_mask);
	for (unsigned i = 0; i < filter.excludes && found; i++)
		found = broken(EXCLUDE_IGNORED) || !covers(&filter.exclude[i], select, unit_mask);
	return found;
}

static bool allowed(unsigned p, const struct selection *selection)
{
	bool hit;

	if (!filter.present)
		return true;
	if (is_fixed(p) && !broken(FIXED_BY_EVENTS)) {
		/* The bitmap alone; is_fixed_event_allowed, 30cd8604323d. */
		hit = filter.bitmap >> (p - general) & 1;
		if (broken(BITMAP_INVERTED_BY_DENY))
			return hit;
	} else {
		hit = listed(broken(WIDE_SELECT_ON_INTEL) ? selection->raw : selection->key);
	}
	return hit == (filter.action == ALLOW);
}

/* ---- Selection and enabling ------------------------------------------------------------------ */

/* The filter key of a fixed counter: instructions, cycles, then pseudo events with the index in the unit mask. */
static uint64_t encoding(unsigned fixed)
{
	return fixed == 0 ? 0x00c0 : fixed == 1 ? 0x003c : (uint64_t)(fixed + 1) << 8;
}

static struct selection decode(unsigned p, uint64_t control)
{
	if (is_fixed(p)) {
		uint64_t event = encoding(p - general);

		return (struct selection){ event, event, control & (FIXED_OS | FIXED_USR), control & FIXED_OS,
					   control & FIXED_USR, false };
	}
	return (struct selection){ control & RAW_NB, control & (vendor_select | UNIT_MASK), control & ES_ENABLE,
				   control & ES_OS, control & ES_USR, intel && control & ES_IN_TXCP };
}

static bool at(const struct selection *selection, enum pmu_x86_privilege privilege)
{
	return privilege == PMU_X86_KERNEL ? selection->kernel : selection->user;
}

static bool globally_enabled(const struct vcpu *v, unsigned p)
{
	return !machine->global_control || v->global & global_bit(p);
}

/* Host-Only and Guest-Only exist where they take part: mediated AMD machines that may nest; pmc_is_locally_enabled, v7.2. */
static bool host_guest_takes_part(void)
{
	return !intel && mediated && machine->nested;
}

static bool host_guest_enabled(const struct vcpu *v, uint64_t control)
{
	uint64_t only = control & (ES_HOST_ONLY | ES_GUEST_ONLY);

	if (!host_guest_takes_part() || !only || broken(HOST_GUEST_IGNORED))
		return true;
	if (!v->svme)
		return false;
	return only == (ES_HOST_ONLY | ES_GUEST_ONLY) || only == (v->l2 ? ES_GUEST_ONLY : ES_HOST_ONLY);
}

static bool locally_enabled(const struct vcpu *v, unsigned p, const struct selection *selection)
{
	return selection->enabled && (is_fixed(p) || host_guest_enabled(v, v->counters[p].guest));
}

/* ---- Programming ----------------------------------------------------------------------------- */

/* The value moves on; whether it wrapped. */
static bool advance(struct counter *c, uint64_t times)
{
	uint64_t before = c->value;

	c->value = (before + times) & width_mask;
	return c->value < before;
}

/* perf reports an overflow where a counter of this value wraps. */
static void begin_period(struct counter *c, uint64_t value)
{
	c->left = c->running && !c->programmed.unreported ? width_mask - (value & width_mask) + 1 : 0;
}

/* Whether a period ends within so many events. */
static bool period_ends(struct counter *c, uint64_t times)
{
	bool ends = c->left && c->left <= times;

	c->left = ends || !c->left ? 0 : c->left - times;
	c->counted += times;
	return ends;
}

static void program_perf(const struct vcpu *v, unsigned p, struct counter *c)
{
	struct selection selection = decode(p, c->guest);
	bool enabled = globally_enabled(v, p) && locally_enabled(v, p, &selection);
	bool wrapped = advance(c, c->side);

	c->side = 0;
	c->running = enabled && allowed(p, &selection);
	if (enabled && !c->running && broken(DENIED_CLEARS))
		c->value = 0;
	c->counted = 0;
	if (!c->running) {
		c->left = 0;
		return;
	}
	c->programmed = selection;
	begin_period(c, c->value);
	/* Only now: an overflow of a counter that is stopped here is lost. */
	c->overflowed |= wrapped;
}

/* The shadow has the guest's enable bits or none; kvm_mediated_pmu_refresh_eventsel_hw and its fixed twin. */
static void program_shadow(const struct vcpu *v, unsigned p, struct counter *c)
{
	struct selection selection = decode(p, c->guest);
	bool on = locally_enabled(v, p, &selection) && allowed(p, &selection);

	if (is_fixed(p))
		c->shadow = on ? c->guest : 0;
	else
		c->shadow = (c->shadow & ~ES_ENABLE) | (on ? ES_ENABLE : 0);
	if (!on && locally_enabled(v, p, &selection) && broken(DENIED_CLEARS))
		c->value = 0;
}

static void program(struct vcpu *v, unsigned p)
{
	struct counter *c = &v->counters[p];

	if (mediated)
		program_shadow(v, p, c);
	else
		program_perf(v, p, c);
	c->pending = false;
}

static void enter(unsigned vcpu)
{
	struct vcpu *v = guest_on(vcpu);

	for (unsigned p = 0; p < all; p++) {
		if (v->counters[p].pending)
			program(v, p);
		v->counters[p].loaded = v->counters[p].shadow;
	}
}

/* ---- The filter ------------------------------------------------------------------------------ */

/* The first check that fails decides, in this order: the header's bytes, action, flags, count, the events' bytes, entries. */
static unsigned refusal(const struct pmu_x86_request *r)
{
	uint64_t readable = pmu_x86_readable_bytes(r, HEADER);
	uint64_t fields = vendor_select | UNIT_MASK | ENTRY_EXCLUDE | ENTRY_MASK;
	unsigned limit = broken(LIMIT_OFF_BY_ONE) ? MAX_EVENTS + 1 : MAX_EVENTS;

	if (readable < HEADER)
		return PMU_EFAULT;
	if (broken(TOO_MANY_BEFORE_ACTION) && r->nevents > limit)
		return PMU_E2BIG;
	if (r->action != ALLOW && r->action != DENY)
		return PMU_EINVAL;
	if (r->flags & ~MASKED)
		return PMU_EINVAL;
	if (r->nevents > limit)
		return PMU_E2BIG;
	if (readable < HEADER + UINT64_C(8) * r->nevents)
		return PMU_EFAULT;
	for (unsigned i = 0; r->flags & MASKED && i < r->nevents && !broken(MASKED_RESERVED_ACCEPTED); i++) {
		if (r->events[i] & ~fields)
			return PMU_EINVAL;
	}
	return PMU_OK;
}

static void add_entry(uint64_t entry, bool masked)
{
	struct entry e = { entry & vendor_select, 0xff, (uint8_t)(entry >> 8) };

	if (masked) {
		e.mask = (uint8_t)(entry >> 56);
		if (entry & ENTRY_EXCLUDE) {
			filter.exclude[filter.excludes++] = e;
			return;
		}
	} else if (broken(WIDE_SELECT_ON_INTEL)) {
		e.select = entry & (SELECT_LOW | SELECT_HIGH);
	} else if (entry & ~(vendor_select | UNIT_MASK) && !broken(IMPOSSIBLE_KEPT)) {
		/* It equals no key: remove_impossible_events, 8589827fd534. */
		return;
	}
	filter.include[filter.includes++] = e;
}

static void push(void)
{
	unsigned last = broken(FILTER_PUSHED_TO_FIRST) ? 1 : (unsigned)machine->vcpus;

	for (unsigned i = 0; i < last && !broken(FILTER_NOT_PUSHED); i++) {
		for (unsigned p = 0; p < all; p++)
			vcpus[i].counters[p].pending = true;
	}
}

static void set_filter(const struct pmu_x86_request *r)
{
	unsigned number = refusal(r);

	pmu_errno(number);
	if (number != PMU_OK) {
		if (broken(REFUSED_REMOVES))
			filter.present = false;
		return;
	}
	filter.present = true;
	filter.action = r->action;
	filter.bitmap = r->bitmap;
	filter.includes = 0;
	filter.excludes = 0;
	for (unsigned i = 0; i < r->nevents; i++)
		add_entry(r->events[i], r->flags & MASKED);
	push();
}

/* ---- Guest accesses -------------------------------------------------------------------------- */

static enum pmu_fault write_event_select(struct counter *c, unsigned index, uint64_t value)
{
	uint64_t writable = intel ? ~INTEL_RESERVED : ~AMD_RESERVED;

	if (intel && machine->tx_writable)
		writable |= ES_IN_TX | (index == 2 ? ES_IN_TXCP : 0);
	if (host_guest_takes_part())
		writable |= ES_GUEST_ONLY | ES_HOST_ONLY;
	if (value & ~writable && intel)
		return PMU_GP;
	value &= writable;
	if (value != c->guest) {
		c->guest = value;
		c->shadow = value;
		c->pending = true;
	}
	return PMU_NO_FAULT;
}

/* A written value forgets the side counts: pmc_write_counter. */
static void set_counter(struct counter *c, uint64_t value)
{
	c->value = value & width_mask;
	if (!mediated)
		begin_period(c, c->value - c->counted);
	c->side = 0;
}

static enum pmu_fault write_fixed_control(struct vcpu *v, uint64_t value)
{
	uint64_t writable = 0, before = 0;

	for (unsigned p = general; p < all; p++) {
		writable |= FIXED_WRITABLE << 4 * (p - general);
		before |= v->counters[p].guest << 4 * (p - general);
	}
	if (value & ~writable)
		return PMU_GP;
	if (value == before)
		return PMU_NO_FAULT;
	for (unsigned p = general; p < all; p++) {
		struct counter *c = &v->counters[p];
		uint64_t nibble = value >> 4 * (p - general) & 0xf;

		/* Against the shadow, where there is one: what the filter removed comes back with the copy, v7.2.6. */
		if (nibble != (mediated && !broken(FIXED_HOLE) ? c->shadow : c->guest))
			c->pending = true;
		c->guest = nibble;
		c->shadow = nibble;
	}
	return PMU_NO_FAULT;
}

/* Also what an L2 transition with a value for global control does: L2_LOADS_GLOBAL. */
static enum pmu_fault write_global(struct vcpu *v, uint64_t value)
{
	if (value & ~global_bits && intel)
		return PMU_GP;
	value &= global_bits;
	for (unsigned p = 0; p < all; p++) {
		if ((value ^ v->global) & global_bit(p))
			v->counters[p].pending = true;
	}
	v->global = value;
	return PMU_NO_FAULT;
}

static enum pmu_fault clear_status(struct vcpu *v, uint64_t value)
{
	if (intel && value & ~(global_bits | UINT64_C(3) << 62))
		return PMU_GP;
	for (unsigned p = 0; p < all; p++) {
		if (value & global_bit(p))
			v->counters[p].overflowed = false;
	}
	return PMU_NO_FAULT;
}

/* A change of the mode programs at once the shadow of counters that ask for a mode; the next entry loads it. */
static void mode_changed(struct vcpu *v)
{
	for (unsigned p = 0; host_guest_takes_part() && p < general; p++) {
		if (v->counters[p].guest & (ES_HOST_ONLY | ES_GUEST_ONLY))
			program_shadow(v, p, &v->counters[p]);
	}
}

static void write_efer(struct vcpu *v, uint64_t value)
{
	v->svme = value & SVME;
	if (!v->svme)
		v->l2 = false;
	mode_changed(v);
}

static enum pmu_fault guest_write(struct vcpu *v, struct pmu_x86_register reg, uint64_t value)
{
	struct counter *c = &v->counters[reg.kind == PMU_X86_FIXED_COUNTER ? general + reg.index : reg.index];

	switch (reg.kind) {
	case PMU_X86_EVENT_SELECT:
		return write_event_select(c, reg.index, value);
	case PMU_X86_COUNTER:
		/* 32 bits, their sign extended, as IA32_PMC without full-width writes. */
		set_counter(c, intel ? (uint64_t)(int64_t)(int32_t)(uint32_t)value : value);
		return PMU_NO_FAULT;
	case PMU_X86_FULL_WIDTH_COUNTER:
		if (value & ~width_mask)
			return PMU_GP;
		set_counter(c, value);
		return PMU_NO_FAULT;
	case PMU_X86_FIXED_COUNTER:
		set_counter(c, value);
		return PMU_NO_FAULT;
	case PMU_X86_FIXED_CONTROL:
		return write_fixed_control(v, value);
	case PMU_X86_GLOBAL_CONTROL:
		return write_global(v, value);
	case PMU_X86_GLOBAL_STATUS:
		return intel ? PMU_GP : PMU_NO_FAULT;
	case PMU_X86_GLOBAL_STATUS_CLEAR:
		return clear_status(v, value);
	case PMU_X86_EFER:
		write_efer(v, value);
		return PMU_NO_FAULT;
	}
	return PMU_GP;
}

static void write_register(unsigned vcpu, struct pmu_x86_register reg, uint64_t value)
{
	pmu_fault(guest_write(guest_on(vcpu), reg, value));
}

static uint64_t counter_value(const struct counter *c)
{
	return (c->value + c->side) & width_mask;
}

static uint64_t guest_read(const struct vcpu *v, struct pmu_x86_register reg)
{
	const struct counter *c = &v->counters[reg.kind == PMU_X86_FIXED_COUNTER ? general + reg.index : reg.index];
	uint64_t bits = 0;

	switch (reg.kind) {
	case PMU_X86_EVENT_SELECT:
		return mediated && broken(SHADOW_READS_BACK) ? c->shadow : c->guest;
	case PMU_X86_COUNTER:
	case PMU_X86_FULL_WIDTH_COUNTER:
	case PMU_X86_FIXED_COUNTER:
		return counter_value(c);
	case PMU_X86_FIXED_CONTROL:
		for (unsigned p = general; p < all; p++)
			bits |= v->counters[p].guest << 4 * (p - general);
		return bits;
	case PMU_X86_GLOBAL_CONTROL:
		return v->global;
	case PMU_X86_GLOBAL_STATUS:
		for (unsigned p = 0; p < all; p++)
			bits |= v->counters[p].overflowed ? global_bit(p) : 0;
		return bits;
	case PMU_X86_GLOBAL_STATUS_CLEAR:
		return 0;
	case PMU_X86_EFER:
		return v->svme ? SVME : 0;
	}
	return 0;
}

static void read_register(unsigned vcpu, struct pmu_x86_register reg)
{
	pmu_fault(PMU_NO_FAULT);
	pmu_value(guest_read(guest_on(vcpu), reg));
}

/* ---- Counting -------------------------------------------------------------------------------- */

/* Hardware does what it was last told. */
static bool hardware_counts(const struct vcpu *v, unsigned p, uint64_t event, enum pmu_x86_privilege privilege)
{
	const struct counter *c = &v->counters[p];
	struct selection told = mediated ? decode(p, c->loaded) : c->programmed;
	bool on = mediated ? told.enabled && globally_enabled(v, p) : c->running;

	return on && told.key == event && at(&told, privilege);
}

static void retire(unsigned vcpu, uint64_t event, uint64_t times, enum pmu_x86_privilege privilege)
{
	struct vcpu *v = guest_on(vcpu);

	for (unsigned p = 0; p < all; p++) {
		struct counter *c = &v->counters[p];
		bool counts = hardware_counts(v, p, event, privilege);

		/* kvm_perf_overflow does nothing to a counter that waits already; a mediated one never waits for it. */
		bool wraps = counts && advance(c, times);
		bool overflows = mediated ? wraps : counts && period_ends(c, times);

		if (overflows && (mediated || !c->pending)) {
			c->overflowed = true;
			c->pending |= !mediated;
		}
		pmu_count(counts ? times : 0);
	}
}

/* kvm_pmu_trigger_event since dfdeda67ea2d: judged by the registers and the filter of this moment. */
static bool counts_completed(const struct vcpu *v, unsigned p, uint64_t event, enum pmu_x86_privilege privilege)
{
	struct selection selection = decode(p, v->counters[p].guest);

	return selection.raw == event && at(&selection, privilege) && globally_enabled(v, p)
		&& locally_enabled(v, p, &selection) && (broken(EMULATED_UNFILTERED) || allowed(p, &selection));
}

static void emulate(unsigned vcpu, enum pmu_x86_emulated what, enum pmu_x86_privilege privilege)
{
	struct vcpu *v = guest_on(vcpu);
	uint64_t event = what == PMU_X86_INSTRUCTION ? 0x00c0 : intel ? 0x00c4 : 0x00c2;

	for (unsigned p = 0; p < all; p++) {
		struct counter *c = &v->counters[p];
		bool counts = counts_completed(v, p, event, privilege);

		if (counts && mediated) {
			c->overflowed |= advance(c, 1);
		} else if (counts) {
			c->side++;
			c->pending = true;
		}
		pmu_count(counts ? 1 : 0);
	}
}

/* ---- Nesting, the host, life ----------------------------------------------------------------- */

static enum pmu_fault go(struct vcpu *v, bool l2, const uint64_t *global_control)
{
	enum pmu_fault fault = PMU_NO_FAULT;

	if (v->l2 == l2)
		return PMU_NO_FAULT;
	if (!intel && l2 && !v->svme)
		return PMU_UD;
	if (global_control)
		fault = write_global(v, *global_control);
	if (fault == PMU_NO_FAULT) {
		v->l2 = l2;
		mode_changed(v);
	}
	return fault;
}

static void enter_l2(unsigned vcpu, const uint64_t *global_control)
{
	pmu_fault(go(guest_on(vcpu), true, global_control));
}

static void leave_l2(unsigned vcpu, const uint64_t *global_control)
{
	pmu_fault(go(guest_on(vcpu), false, global_control));
}

static struct counter *host_counter(unsigned vcpu, struct pmu_x86_register reg)
{
	return &vcpus[vcpu].counters[reg.kind == PMU_X86_FIXED_COUNTER ? general + reg.index : reg.index];
}

static void host_read(unsigned vcpu, struct pmu_x86_register reg)
{
	pmu_value(counter_value(host_counter(vcpu, reg)));
}

static void host_write(unsigned vcpu, struct pmu_x86_register reg, uint64_t value)
{
	set_counter(host_counter(vcpu, reg), value);
}

/* Of global control after RESET, and since v6.9 after creation. */
static uint64_t general_bits(void)
{
	return machine->global_control ? (UINT64_C(1) << general) - 1 : 0;
}

/* The owner writes every register; the filter is the virtual machine's and stays. */
static void reset_vcpu(unsigned vcpu)
{
	struct vcpu *v = &vcpus[vcpu];
	struct vcpu before = *v;

	memset(v, 0, sizeof(*v));
	v->ran = before.ran;
	v->global = general_bits();
	for (unsigned p = 0; p < all && broken(RESET_KEEPS_RUNNING); p++) {
		v->counters[p].running = before.counters[p].running;
		v->counters[p].programmed = before.counters[p].programmed;
		v->counters[p].shadow = before.counters[p].shadow;
	}
}

/* kvm_vcpu_reset for an INIT, which leaves the PMU alone. */
static void init(unsigned vcpu)
{
	struct vcpu *v = &vcpus[vcpu];

	if (!v->l2 && !v->svme)
		return;
	v->l2 = false;
	v->svme = false;
	mode_changed(v);
}

/* kvm_set_cpuid with what is set already: before the first run kvm_pmu_refresh, else nothing. */
static void set_cpuid(unsigned vcpu)
{
	struct vcpu *v = &vcpus[vcpu];
	bool l2 = v->l2, svme = v->svme;

	if (!v->ran) {
		memset(v, 0, sizeof(*v));
		v->global = general_bits();
		v->l2 = l2;
		v->svme = svme;
	}
	pmu_errno(PMU_OK);
}

static bool reset(const struct pmu_x86_machine *m)
{
	machine = m;
	general = (unsigned)m->general_purpose;
	all = general + (unsigned)m->fixed;
	intel = m->vendor == PMU_INTEL;
	mediated = m->mediated != 0;
	width_mask = UINT64_MAX >> (64 - m->width);
	vendor_select = intel ? SELECT_LOW : SELECT_LOW | SELECT_HIGH;
	global_bits = 0;
	for (unsigned p = 0; p < all; p++)
		global_bits |= global_bit(p);
	filter.present = false;
	memset(vcpus, 0, m->vcpus * sizeof(vcpus[0]));
	/* Of those that exist the general-purpose bits are set, v6.9 on. */
	for (unsigned i = 0; i < m->vcpus; i++)
		vcpus[i].global = general_bits();
	return true;
}

const struct pmu_x86_system sample_x86 = {
	.observations = PMU_ALL_OBSERVATIONS,
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
	.reset_vcpu = reset_vcpu,
	.init = init,
	.set_cpuid = set_cpuid,
};
