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
/* TRUSTED: where KVM's period does not end as the counter wraps, which is perf's matter, overflow bits and chained counters are unknown */
#define EVENTS (MAX_VCPUS * 32 + 1)

static struct perf_event events[EVENTS];
static bool used[EVENTS];
/* What is left of an event's period. */
static u64 left[EVENTS];

bool vm_overflow_unsettled[MAX_VCPUS];
unsigned vm_value_unsettled[MAX_VCPUS];

static struct arm_pmu *pmu_of(const struct perf_event_attr *attr)
{
	return attr->type == pmus[1].pmu.type ? &pmus[1] : &pmus[0];
}

static unsigned place(const struct perf_event *event)
{
	return event - events;
}

static void begin_period(struct perf_event *event)
{
	s64 rest = local64_read(&event->hw.period_left);

	left[place(event)] = rest > 0 ? rest : rest + event->hw.sample_period;
}

static void start_event(struct perf_event *event, int flags)
{
	if (flags & PERF_EF_RELOAD)
		begin_period(event);
}

static void stop_event(struct perf_event *event, int flags)
{
}

void reset_perf(void)
{
	int i;

	memset(vm_overflow_unsettled, 0, sizeof(vm_overflow_unsettled));
	memset(vm_value_unsettled, 0, sizeof(vm_value_unsettled));
	memset(used, 0, sizeof(used));
	for (i = 0; i < 2; i++) {
		pmus[i].pmu.start = start_event;
		pmus[i].pmu.stop = stop_event;
	}
}

struct perf_event *perf_event_create_kernel_counter(struct perf_event_attr *attr, int cpu, struct task_struct *task,
						    perf_overflow_handler_t handler, void *context)
{
	unsigned i = 0;

	while (used[i])
		i++;
	used[i] = true;
	memset(&events[i], 0, sizeof(events[i]));
	events[i].attr = *attr;
	events[i].pmu = &pmu_of(attr)->pmu;
	events[i].overflow_handler = handler;
	events[i].overflow_handler_context = context;
	events[i].hw.sample_period = attr->sample_period;
	events[i].state = attr->disabled ? PERF_EVENT_STATE_OFF : PERF_EVENT_STATE_ACTIVE;
	begin_period(&events[i]);
	return &events[i];
}

int perf_event_release_kernel(struct perf_event *event)
{
	used[place(event)] = false;
	return 0;
}

void perf_event_enable(struct perf_event *event)
{
	event->state = PERF_EVENT_STATE_ACTIVE;
}

void perf_event_disable(struct perf_event *event)
{
	event->state = PERF_EVENT_STATE_OFF;
}

u64 perf_event_read_value(struct perf_event *event, u64 *enabled, u64 *running)
{
	*enabled = *running = 0;
	return local64_read(&event->count);
}

/* It counts guest events of its number at the levels that are not excluded: EL0, or EL1 where every other level runs. */
static bool counts(const struct perf_event *event, unsigned number, bool user)
{
	return event->state == PERF_EVENT_STATE_ACTIVE && event->attr.config == number && !event->attr.exclude_guest
	       && !(user ? event->attr.exclude_user : event->attr.exclude_kernel);
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

static void unsettle(struct kvm_vcpu *vcpu, unsigned counter)
{
	vm_overflow_unsettled[vcpu->vcpu_id] = true;
	if (counter % 2 == 0 && (__vcpu_sys_reg(vcpu, PMEVTYPER0_EL0 + counter + 1) & 0x3ff) == ARMV8_PMUV3_PERFCTR_CHAIN)
		vm_value_unsettled[vcpu->vcpu_id] |= BIT(counter + 1);
}

static void advance(struct kvm_vcpu *vcpu, unsigned counter, u64 times)
{
	struct perf_event *event = vcpu->arch.pmu.pmc[counter].perf_event;
	struct perf_sample_data data;
	u64 *rest = &left[place(event)];

	for (;;) {
		u64 wrap = until_wrap(vcpu, counter);
		bool ends = event->attr.sample_period && times >= *rest;

		if (ends ? *rest != wrap : wrap && times >= wrap)
			unsettle(vcpu, counter);
		if (!ends)
			break;
		local64_add(*rest, &event->count);
		times -= *rest;
		*rest = event->hw.sample_period;
		event->overflow_handler(event, &data, NULL);
	}
	local64_add(times, &event->count);
	*rest -= times;
}

void retire_event(struct kvm_vcpu *vcpu, unsigned number, u64 times)
{
	bool user = (vcpu->arch.ctxt.regs.pstate & PSR_MODE_MASK) == PSR_MODE_EL0t;
	unsigned i;

	for (i = 0; i < ARRAY_SIZE(vcpu->arch.pmu.pmc); i++) {
		struct perf_event *event = vcpu->arch.pmu.pmc[i].perf_event;

		if (event && counts(event, number, user))
			advance(vcpu, i, times);
	}
}
