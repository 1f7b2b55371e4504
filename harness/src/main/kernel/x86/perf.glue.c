// SPDX-License-Identifier: GPL-2.0
/*
 * Perf's events as a fake: each remembers what it was created with and counts the occurrences it is told of while it is
 * enabled, until it is released. Events are the fake's own, found by the virtual CPU that created them and not through
 * KVM's pointers: an event that KVM forgot goes on counting.
 */
#include <linux/perf_event.h>
#include "glue.h"
#include "x86.h"
#include "pmu.h"

/* TRUSTED: perf always finds a hardware counter and never throttles; an event counts from its creation on unless it is disabled, as its attributes say */
/* TRUSTED: every occurrence of an event satisfies all modifiers of a selector, as the specification says of retire */
/* TRUSTED: an event that reaches its period, to the occurrence, calls its overflow handler, once per step and at its end */
/* TRUSTED: with every retired event the same event occurs 3 times in the host, which an event counts unless it excludes the host */
/* TRUSTED: where facts are told, perf refuses events of one in sixteen types and configurations, always the same */
/* TRUSTED: a generic event is what the vendor's perf driver counts for it: tables of Intel's and, before family 17h, AMD's */

struct event {
	struct perf_event perf;
	bool used, enabled;
	unsigned int vcpu;
	u64 key;
	u64 count;
	/* Occurrences until the period is over. */
	u64 left;
};

/* Each counter's event, and the one that replaces it before it is released. */
static struct event events[MAX_VCPUS * (MAX_GENERAL_PURPOSE + MAX_FIXED) * 2];
static unsigned int created;

void perf_reset(void)
{
	unsigned int i;

	for (i = 0; i < created; i++)
		events[i].used = false;
	created = 0;
	glue_unsettled = 0;
}

static const u64 intel_generic[PERF_COUNT_HW_MAX] = {
	[PERF_COUNT_HW_CPU_CYCLES] = 0x003c,	   [PERF_COUNT_HW_INSTRUCTIONS] = 0x00c0,
	[PERF_COUNT_HW_CACHE_REFERENCES] = 0x4f2e, [PERF_COUNT_HW_CACHE_MISSES] = 0x412e,
	[PERF_COUNT_HW_BRANCH_INSTRUCTIONS] = 0x00c4, [PERF_COUNT_HW_BRANCH_MISSES] = 0x00c5,
	[PERF_COUNT_HW_BUS_CYCLES] = 0x013c,	   [PERF_COUNT_HW_REF_CPU_CYCLES] = 0x0300,
};

static const u64 amd_generic[PERF_COUNT_HW_MAX] = {
	[PERF_COUNT_HW_CPU_CYCLES] = 0x0076,	   [PERF_COUNT_HW_INSTRUCTIONS] = 0x00c0,
	[PERF_COUNT_HW_CACHE_REFERENCES] = 0x077d, [PERF_COUNT_HW_CACHE_MISSES] = 0x077e,
	[PERF_COUNT_HW_BRANCH_INSTRUCTIONS] = 0x00c2, [PERF_COUNT_HW_BRANCH_MISSES] = 0x00c3,
	[PERF_COUNT_HW_STALLED_CYCLES_FRONTEND] = 0x00d0, [PERF_COUNT_HW_STALLED_CYCLES_BACKEND] = 0x00d1,
};

/* The event that the vendor's driver counts for a generic one, 0 for none. */
static u64 generic_event(u64 id)
{
	if (id >= PERF_COUNT_HW_MAX)
		return 0;
	return machine.amd ? amd_generic[id] : intel_generic[id];
}

u64 perf_get_hw_event_config(int hw_event)
{
	return generic_event(hw_event);
}

static struct event *event_of(struct perf_event *perf)
{
	struct event *event = container_of(perf, struct event, perf);

	if (!event->used)
		host_stop("perf was handed an event that is released");
	return event;
}

static u64 key_of(const struct perf_event_attr *attr)
{
	if (attr->type == PERF_TYPE_RAW)
		return attr->config & event_bits();
	if (attr->type != PERF_TYPE_HARDWARE)
		host_stop("perf was asked for an event of an unexpected type");
	if (!generic_event(attr->config))
		host_stop("perf was asked for a generic event that the vendor does not have");
	return generic_event(attr->config);
}

static bool is_refused(const struct perf_event_attr *attr)
{
	return glue_tells && (attr->config + attr->type + 1) * 0x9e3779b97f4a7c15ull >> 60 == 0;
}

struct perf_event *perf_event_create_kernel_counter(struct perf_event_attr *attr, int cpu, struct task_struct *task,
						    perf_overflow_handler_t handler, void *context)
{
	struct event *event;
	unsigned int i = 0;

	if (is_refused(attr))
		return ERR_PTR(-ENOENT);
	while (i < ARRAY_SIZE(events) && events[i].used)
		i++;
	if (i == ARRAY_SIZE(events))
		host_stop("more events of perf than counters need");
	if (i >= created)
		created = i + 1;
	event = &events[i];
	event->perf.attr = *attr;
	event->perf.overflow_handler = handler;
	event->perf.overflow_handler_context = context;
	event->perf.state = PERF_EVENT_STATE_ACTIVE;
	event->used = true;
	event->enabled = !attr->disabled;
	event->vcpu = acting_vcpu;
	event->key = key_of(attr);
	event->count = 0;
	event->left = attr->sample_period;
	return &event->perf;
}

int perf_event_release_kernel(struct perf_event *perf)
{
	event_of(perf)->used = false;
	return 0;
}

void perf_event_enable(struct perf_event *perf)
{
	event_of(perf)->enabled = true;
}

u64 perf_event_pause(struct perf_event *perf, bool reset)
{
	struct event *event = event_of(perf);
	u64 count = event->count;

	event->enabled = false;
	if (reset)
		event->count = 0;
	return count;
}

u64 perf_event_read_value(struct perf_event *perf, u64 *enabled, u64 *running)
{
	*enabled = 0;
	*running = 0;
	return event_of(perf)->count;
}

/* A new period begins now, running or not. */
int perf_event_period(struct perf_event *perf, u64 value)
{
	struct event *event = event_of(perf);

	/* Perf refuses both. */
	if (!event->perf.attr.sample_period || !value || value & 1ull << 63)
		return -EINVAL;
	event->perf.attr.sample_period = value;
	event->left = value;
	return 0;
}

int glue_unsettled;

static void advance(struct event *event, u64 times)
{
	u64 period = event->perf.attr.sample_period;

	event->count += times;
	if (!period)
		return;
	if (times < event->left) {
		event->left -= times;
		return;
	}
	event->left = period - (times - event->left) % period;
	event->perf.overflow_handler(&event->perf, NULL, NULL);
}

/* How many of the occurrences an event with these attributes counts. */
static u64 counted(const struct perf_event_attr *attr, u64 times, bool user)
{
	bool in_guest = !attr->exclude_guest && !(user ? attr->exclude_user : attr->exclude_kernel);
	bool in_host = !attr->exclude_host && !(attr->exclude_user && attr->exclude_kernel);

	return (in_guest ? times : 0) + (in_host ? HOST_OCCURRENCES : 0);
}

void perf_retire(unsigned int vcpu, u64 key, u64 times, bool user)
{
	unsigned int i;

	for (i = 0; i < created; i++) {
		struct event *event = &events[i];
		u64 more = counted(&event->perf.attr, times, user);

		if (event->used && event->enabled && event->vcpu == vcpu && event->key == key && more)
			advance(event, more);
	}
}

/* ---- Facts ------------------------------------------------------------------------------------- */

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
u64 perf_fact(const struct kvm_pmc *pmc, unsigned int fact)
{
	u64 sum = 0;
	unsigned int i;

	for (i = 0; i < created; i++) {
		const struct event *event = &events[i];

		if (event->used && event->enabled && event->perf.overflow_handler_context == pmc)
			sum += fact == FACT_EVENT	? configuration(&event->perf.attr)
			       : fact == FACT_FLAGS ? flags(&event->perf.attr)
						    : event->perf.attr.sample_period ? event->left : 0;
	}
	return sum;
}

/* Events that are not released and that no counter of KVM has. */
unsigned long perf_lost_events(void)
{
	unsigned long lost = 0;
	unsigned int i;

	for (i = 0; i < created; i++) {
		const struct kvm_pmc *pmc = events[i].perf.overflow_handler_context;

		lost += events[i].used && pmc->perf_event != &events[i].perf;
	}
	return lost;
}
