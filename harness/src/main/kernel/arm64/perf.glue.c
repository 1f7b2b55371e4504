// SPDX-License-Identifier: GPL-2.0
/*
 * Perf, and the hardware under it: an event counts what retires, if its attributes let it, and calls its overflow handler
 * when its period has passed. It is pinned and never loses its counter.
 */
#include <linux/kvm_host.h>
#include <linux/perf_event.h>
#include <linux/perf/arm_pmu.h>
#include <asm/kvm_emulate.h>
#include <kvm/arm_pmu.h>

#include "machine.glue.h"

/* TRUSTED: perf is a stub: an event has a hardware counter to itself as long as it is enabled */
/* TRUSTED: an event's overflow handler runs at the very count that ends its period, and never for a period of 0, as in perf */
/* TRUSTED: after 64 overflows in one step an event calls its handler no more: a wrong period may be as short as 1 */
/* TRUSTED: with every retired event it occurs 3 times in the host and 5 times at the hypervisor's level, which an event counts unless it excludes that */
/* TRUSTED: once KVM adds to a counter that has an event, overflow bits and chained counters are unknown when a wrap comes elsewhere; not if facts are told, as then no model judges */
/* TRUSTED: where facts are told, perf refuses events of one in sixteen types and configurations, always the same */
enum { EVENTS = 2 * MAX_VCPUS * 32, MOST_OVERFLOWS = 64, HOST_OCCURRENCES = 3, HYPERVISOR_OCCURRENCES = 5 };

/* The fake's own, found by the counter that created it and not through KVM's pointer: one that KVM forgot goes on counting. */
struct event {
	struct perf_event perf;
	bool used;
	/* What is left of its period. */
	u64 left;
	unsigned vcpu, counter;
	/* KVM has added to the counter by itself, which no period tells. */
	bool deviates;
};

static struct event events[EVENTS];
static unsigned created;

bool vm_tells;
bool vm_overflow_unsettled[MAX_VCPUS];
unsigned vm_value_unsettled[MAX_VCPUS];

static struct event *event_of(struct perf_event *perf)
{
	struct event *event = container_of(perf, struct event, perf);

	if (!event->used)
		host_stop("perf was handed an event that is released");
	return event;
}

static struct kvm_pmc *counter_of(const struct event *event)
{
	return &vcpus[event->vcpu].arch.pmu.pmc[event->counter];
}

static void begin_period(struct event *event)
{
	s64 rest = local64_read(&event->perf.hw.period_left);

	event->left = rest > 0 ? rest : rest + event->perf.hw.sample_period;
}

static void start_event(struct perf_event *perf, int flags)
{
	if (flags & PERF_EF_RELOAD)
		begin_period(event_of(perf));
}

static void stop_event(struct perf_event *perf, int flags)
{
}

void reset_perf(void)
{
	unsigned i;

	memset(vm_overflow_unsettled, 0, sizeof(vm_overflow_unsettled));
	memset(vm_value_unsettled, 0, sizeof(vm_value_unsettled));
	for (i = 0; i < created; i++)
		events[i].used = false;
	created = 0;
	for (i = 0; i < 2; i++) {
		pmus[i].pmu.start = start_event;
		pmus[i].pmu.stop = stop_event;
	}
}

/* Whether the counter overflows at 64 bits. */
static bool is_long(struct kvm_vcpu *vcpu, unsigned counter)
{
	u64 pmcr = __vcpu_sys_reg(vcpu, PMCR_EL0);

	if (counter == CYCLE)
		return pmcr & ARMV8_PMU_PMCR_LC;
#ifdef HAS_NESTED
	if (kvm_pmu_counter_is_hyp(vcpu, counter))
		return __vcpu_sys_reg(vcpu, MDCR_EL2) & MDCR_EL2_HLP;
#endif
#ifdef HAS_LONG_COUNTERS
	return pmcr & ARMV8_PMU_PMCR_LP;
#else
	return false;
#endif
}

/* How many events make the counter wrap; 0 for 2^64. */
static u64 until_wrap(struct kvm_vcpu *vcpu, unsigned counter)
{
	u64 value = kvm_pmu_get_counter_value(vcpu, counter);

	return is_long(vcpu, counter) ? -value : BIT_ULL(32) - (u32)value;
}

/* ---- What KVM calls ---- */

static struct event *unused_event(void)
{
	unsigned i = 0;

	while (i < created && events[i].used)
		i++;
	if (i == EVENTS)
		host_stop("more events of perf than counters need");
	if (i == created)
		created++;
	memset(&events[i], 0, sizeof(events[i]));
	return &events[i];
}

static bool is_refused(const struct perf_event_attr *attr)
{
	return vm_tells && (attr->config + attr->type + 1) * 0x9e3779b97f4a7c15ull >> 60 == 0;
}

/* Trees up to 6.2 create an event of no counter to see which PMU it gets: nothing happens there. */
static void find_counter(struct event *event, const struct kvm_pmc *pmc)
{
	for (event->vcpu = 0; event->vcpu < machine.vcpus; event->vcpu++) {
		for (event->counter = 0; event->counter <= CYCLE; event->counter++) {
			if (counter_of(event) == pmc)
				return;
		}
	}
	event->vcpu = MAX_VCPUS;
}

struct perf_event *perf_event_create_kernel_counter(struct perf_event_attr *attr, int cpu, struct task_struct *task,
						    perf_overflow_handler_t handler, void *context)
{
	struct event *event;

	if (is_refused(attr))
		return ERR_PTR(-ENOENT);
	event = unused_event();
	event->used = true;
	find_counter(event, context);
	event->perf.attr = *attr;
	event->perf.pmu = attr->type == pmus[1].pmu.type ? &pmus[1].pmu : &pmus[0].pmu;
	event->perf.overflow_handler = handler;
	event->perf.overflow_handler_context = context;
	event->perf.hw.sample_period = attr->sample_period;
	event->perf.state = attr->disabled ? PERF_EVENT_STATE_OFF : PERF_EVENT_STATE_ACTIVE;
	begin_period(event);
	return &event->perf;
}

int perf_event_release_kernel(struct perf_event *perf)
{
	event_of(perf)->used = false;
	return 0;
}

void perf_event_enable(struct perf_event *perf)
{
	event_of(perf)->perf.state = PERF_EVENT_STATE_ACTIVE;
}

void perf_event_disable(struct perf_event *perf)
{
	event_of(perf)->perf.state = PERF_EVENT_STATE_OFF;
}

u64 perf_event_read_value(struct perf_event *perf, u64 *enabled, u64 *running)
{
	*enabled = *running = 0;
	return local64_read(&event_of(perf)->perf.count);
}

/* ---- Counting ---- */

/* How many of the occurrences it counts; in the guest EL1 is where every level but EL0 runs. */
static u64 counted(const struct perf_event_attr *attr, u64 times, bool user)
{
	bool in_guest = !attr->exclude_guest && !(user ? attr->exclude_user : attr->exclude_kernel);
	bool in_host = !attr->exclude_host && !(attr->exclude_user && attr->exclude_kernel);

	return (in_guest ? times : 0) + (in_host ? HOST_OCCURRENCES : 0)
	       + (attr->exclude_hv ? 0 : HYPERVISOR_OCCURRENCES);
}

static bool has_type(struct kvm_vcpu *vcpu, unsigned counter, unsigned type)
{
	return counter < CYCLE && (__vcpu_sys_reg(vcpu, PMEVTYPER0_EL0 + counter) & 0x3ff) == type;
}

static void unsettle(struct kvm_vcpu *vcpu, unsigned counter)
{
	if (vm_tells)
		return;
	vm_overflow_unsettled[vcpu->vcpu_id] = true;
	if (counter % 2 == 0 && has_type(vcpu, counter + 1, ARMV8_PMUV3_PERFCTR_CHAIN))
		vm_value_unsettled[vcpu->vcpu_id] |= BIT(counter + 1);
}

/* KVM adds to the counter by itself: the period of an event that it has at the same time is wrong from now on. */
static void note_increment(unsigned vcpu, unsigned counter)
{
	unsigned i;

	for (i = 0; i < created; i++) {
		if (events[i].used && events[i].vcpu == vcpu && events[i].counter == counter)
			events[i].deviates = true;
	}
}

static void note_chain(struct kvm_vcpu *vcpu, unsigned counter)
{
	if (counter % 2 == 0 && has_type(vcpu, counter + 1, ARMV8_PMUV3_PERFCTR_CHAIN))
		note_increment(vcpu->vcpu_id, counter + 1);
}

void note_software_increment(unsigned vcpu, unsigned long mask)
{
	unsigned i;

	for (i = 0; i < CYCLE; i++) {
		if (mask >> i & 1 && has_type(&vcpus[vcpu], i, ARMV8_PMUV3_PERFCTR_SW_INCR)) {
			note_increment(vcpu, i);
			note_chain(&vcpus[vcpu], i);
		}
	}
}

static void advance(struct event *event, u64 times)
{
	struct kvm_vcpu *vcpu = &vcpus[event->vcpu];
	struct perf_event *perf = &event->perf;
	struct perf_sample_data data;
	unsigned overflows;

	for (overflows = 0;; overflows++) {
		u64 wrap = until_wrap(vcpu, event->counter);
		bool ends = perf->attr.sample_period && times >= event->left && overflows < MOST_OVERFLOWS;

		if (event->deviates && (ends ? event->left != wrap : wrap && times >= wrap))
			unsettle(vcpu, event->counter);
		if (!ends)
			break;
		local64_add(event->left, &perf->count);
		times -= event->left;
		event->left = perf->hw.sample_period;
		note_chain(vcpu, event->counter);
		perf->overflow_handler(perf, &data, NULL);
	}
	local64_add(times, &perf->count);
	event->left -= times;
}

void retire_event(struct kvm_vcpu *vcpu, unsigned number, u64 times)
{
	bool user = (vcpu->arch.ctxt.regs.pstate & PSR_MODE_MASK) == PSR_MODE_EL0t;
	unsigned i;

	for (i = 0; i < created; i++) {
		struct event *event = &events[i];
		u64 more = counted(&event->perf.attr, times, user);

		if (event->used && event->perf.state == PERF_EVENT_STATE_ACTIVE && event->vcpu == vcpu->vcpu_id
		    && event->perf.attr.config == number && more)
			advance(event, more);
	}
}

/* ---- Facts ---- */

/* The event as one word: type, configurations. */
static u64 configuration(const struct perf_event_attr *attr)
{
	return attr->config ^ attr->config1 << 40 ^ attr->config2 << 44 ^ (u64)attr->type << 48;
}

/* The word of flags between read_format and wakeup_events, as in the ABI, without `disabled`, its first. */
static u64 flags(const struct perf_event_attr *attr)
{
	u64 word;

	BUILD_BUG_ON(offsetof(struct perf_event_attr, wakeup_events) != offsetof(struct perf_event_attr, read_format) + 16);
	memcpy(&word, &attr->read_format + 1, sizeof(word));
	return word & ~1ull;
}

/* Of the enabled events that were created for the counter: one, unless KVM forgot some. */
unsigned long vm_fact(unsigned vcpu, unsigned counter, unsigned fact)
{
	u64 sum = 0;
	unsigned i;

	for (i = 0; i < created; i++) {
		const struct event *event = &events[i];

		if (event->used && event->perf.state == PERF_EVENT_STATE_ACTIVE && event->vcpu == vcpu
		    && event->counter == counter)
			sum += fact == FACT_EVENT	? configuration(&event->perf.attr)
			       : fact == FACT_FLAGS ? flags(&event->perf.attr)
			       : event->perf.attr.sample_period ? event->left : 0;
	}
	return sum;
}

/* Events that are not released and that no counter of KVM has. */
unsigned long vm_lost_events(void)
{
	unsigned long lost = 0;
	unsigned i;

	for (i = 0; i < created; i++)
		lost += events[i].used
			&& (events[i].vcpu == MAX_VCPUS || counter_of(&events[i])->perf_event != &events[i].perf);
	return lost;
}
