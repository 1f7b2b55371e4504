/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writes down everything it is given, a line each, to the file that is its argument, and observes what follows from it
 * by simple rules: EchoTest has the same ones. Without an argument it writes nothing and only counts zeros.
 */
#include "pmu_oracle.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static FILE *out;

static bool start(int argc, char **argv)
{
	if (argc > 1)
		out = fopen(argv[1], "w");
	return argc == 1 || out;
}

static void line(const char *format, ...)
{
	va_list arguments;

	if (!out)
		return;
	va_start(arguments, format);
	vfprintf(out, format, arguments);
	va_end(arguments);
	fputc('\n', out);
	fflush(out);
}

/* Cell i is base + i; the second is not observed. */
static void cells(void (*emit)(uint64_t), uint64_t base)
{
	for (unsigned i = 0; i < pmu_cells(); i++) {
		if (i == 1 && out)
			pmu_unknown();
		else
			emit(out ? base + i : 0);
	}
}

/* ---- Facts ----------------------------------------------------------------------------------- */

static uint64_t fact_of_counter(unsigned vcpu, unsigned counter, unsigned fact)
{
	return (uint64_t)vcpu << 56 | counter << 8 | fact;
}

static uint64_t fact_of_machine(unsigned fact)
{
	(void)fact;
	return UINT64_MAX;
}

static const char *const of_counters[] = { "first", "second", NULL };
static const char *const of_machine[] = { "of all", NULL };

static const struct pmu_facts facts = {
	.of_counters = of_counters,
	.of_machine = of_machine,
	.counter = fact_of_counter,
	.machine = fact_of_machine,
};

/* ---- x86 ------------------------------------------------------------------------------------- */

static bool x86_reset(const struct pmu_x86_machine *m)
{
	line("machine vendor %" PRIu64 " general_purpose %" PRIu64 " fixed %" PRIu64 " global_control %" PRIu64
	     " width %" PRIu64 " tx_writable %" PRIu64 " mediated %" PRIu64 " nested %" PRIu64
	     " unavailable_events %" PRIu64 " host_bits %" PRIu64 " vcpus %" PRIu64 " late_vcpus %" PRIu64,
	     m->vendor, m->general_purpose, m->fixed, m->global_control, m->width, m->tx_writable, m->mediated,
	     m->nested, m->unavailable_events, m->host_bits, m->vcpus, m->late_vcpus);
	return m->width != 64; /* which it says it cannot be */
}

static void x86_set_filter(const struct pmu_x86_request *r)
{
	line("set-filter action %" PRIx32 " nevents %" PRIx32 " bitmap %" PRIx32 " flags %" PRIx32 " pad %" PRIx32
	     " count %" PRIu32 " readable %" PRIx64 " readable of 32 %" PRIu64 " of 8 %" PRIu64,
	     r->action, r->nevents, r->bitmap, r->flags, r->pad, r->count, r->readable, pmu_x86_readable_bytes(r, 32),
	     pmu_x86_readable_bytes(r, 8));
	for (unsigned i = 0; i < r->count; i++)
		line("event %" PRIx64, r->events[i]);
	pmu_errno(r->action & 0xff);
}

static void x86_write(unsigned vcpu, struct pmu_x86_register reg, uint64_t value)
{
	line("write %u %u %u %" PRIx64, vcpu, reg.kind, reg.index, value);
	pmu_fault((enum pmu_fault)(value & 3));
}

static void x86_read(unsigned vcpu, struct pmu_x86_register reg)
{
	line("read %u %u %u", vcpu, reg.kind, reg.index);
	pmu_fault(PMU_NO_FAULT);
	pmu_value(UINT64_MAX - reg.index);
}

static void x86_enter(unsigned vcpu)
{
	line("enter %u", vcpu);
}

static void x86_retire(unsigned vcpu, uint64_t event, uint64_t times, enum pmu_x86_privilege privilege)
{
	line("retire %u %" PRIx64 " %" PRIu64 " %u", vcpu, event, times, privilege);
	cells(pmu_count, times);
}

static void x86_emulate(unsigned vcpu, enum pmu_x86_emulated what, enum pmu_x86_privilege privilege)
{
	line("emulate %u %u %u", vcpu, what, privilege);
	cells(pmu_count, 0);
}

static void x86_enter_l2(unsigned vcpu, const uint64_t *global_control)
{
	line("enter-l2 %u %" PRIx64, vcpu, global_control ? *global_control : 0xdead);
	pmu_fault(PMU_UD);
}

static void x86_leave_l2(unsigned vcpu, const uint64_t *global_control)
{
	line("leave-l2 %u %" PRIx64, vcpu, global_control ? *global_control : 0xdead);
	pmu_fault(PMU_GP);
}

static void x86_host_read(unsigned vcpu, struct pmu_x86_register counter)
{
	line("host-read %u %u %u", vcpu, counter.kind, counter.index);
	pmu_value(counter.index);
}

static void x86_host_write(unsigned vcpu, struct pmu_x86_register counter, uint64_t value)
{
	line("host-write %u %u %u %" PRIx64, vcpu, counter.kind, counter.index, value);
}

static void x86_reset_vcpu(unsigned vcpu)
{
	line("reset %u", vcpu);
}

static void x86_init(unsigned vcpu)
{
	line("init %u", vcpu);
}

static void x86_set_cpuid(unsigned vcpu)
{
	line("set-cpuid %u", vcpu);
	pmu_errno(PMU_OK);
}

static const struct pmu_x86_system x86 = {
	.observations = PMU_ALL_OBSERVATIONS,
	.facts = &facts,
	.reset = x86_reset,
	.set_filter = x86_set_filter,
	.write = x86_write,
	.read = x86_read,
	.enter = x86_enter,
	.retire = x86_retire,
	.emulate = x86_emulate,
	.enter_l2 = x86_enter_l2,
	.leave_l2 = x86_leave_l2,
	.host_read = x86_host_read,
	.host_write = x86_host_write,
	.reset_vcpu = x86_reset_vcpu,
	.init = x86_init,
	.set_cpuid = x86_set_cpuid,
};

/* ---- arm64 ----------------------------------------------------------------------------------- */

static bool arm64_reset(const struct pmu_arm64_machine *m)
{
	line("machine host_version %" PRIu64 " impdef_traps %" PRIu64 " vm_version %" PRIu64 " counters %" PRIu64
	     " hardware_el3 %" PRIu64 " guest_el3 %" PRIu64 " nested %" PRIu64 " pmu %" PRIu64 " strict %" PRIu64
	     " irqchip %" PRIu64 " pmus %" PRIu64 " fine_grained_traps %" PRIu64 " ceid0 %" PRIx64 " ceid1 %" PRIx64
	     " vcpus %" PRIu64 " guest_el2 %" PRIu64,
	     m->host_version, m->impdef_traps, m->vm_version, m->counters, m->hardware_el3, m->guest_el3, m->nested,
	     m->pmu, m->strict, m->irqchip, m->pmus, m->fine_grained_traps, m->ceid0, m->ceid1, m->vcpus,
	     m->guest_el2);
	return true;
}

static void arm64_set_filter(unsigned vcpu, const struct pmu_arm64_request *r)
{
	line("set-filter %u group %" PRIx32 " attribute %" PRIx64 " base %x nevents %x action %x pad %" PRIx32
	     " readable %u memory %d",
	     vcpu, r->group, r->attribute, r->base, r->nevents, r->action, r->pad, r->readable, r->memory);
	pmu_errno(r->action);
}

static void arm64_select_pmu(unsigned vcpu, unsigned pmu)
{
	line("select-pmu %u %u", vcpu, pmu);
	pmu_errno(PMU_ENXIO);
}

static void arm64_init(unsigned vcpu, bool interrupt)
{
	line("init %u %d", vcpu, interrupt);
	pmu_errno(PMU_OK);
}

static void arm64_run(unsigned vcpu)
{
	line("run %u", vcpu);
	pmu_errno(PMU_EBUSY);
}

static void arm64_write(unsigned vcpu, struct pmu_arm64_register reg, uint64_t value)
{
	line("write %u %u %u %" PRIx64, vcpu, reg.kind, reg.index, value);
	pmu_fault((enum pmu_fault)(value & 3));
}

static void arm64_read(unsigned vcpu, struct pmu_arm64_register reg)
{
	line("read %u %u %u", vcpu, reg.kind, reg.index);
	pmu_fault(PMU_NO_FAULT);
	pmu_value(UINT64_MAX - reg.index);
}

static void arm64_host_write(unsigned vcpu, struct pmu_arm64_register reg, uint64_t value)
{
	line("host-write %u %u %u %" PRIx64, vcpu, reg.kind, reg.index, value);
}

static void arm64_sw_incr(unsigned vcpu, uint64_t mask)
{
	line("sw-incr %u %" PRIx64, vcpu, mask);
	cells(pmu_count, 0);
}

static void arm64_go(unsigned vcpu, enum pmu_arm64_level level)
{
	line("go %u %u", vcpu, level);
	pmu_fault(PMU_TRAPPED);
}

static void arm64_load(unsigned vcpu)
{
	line("load %u", vcpu);
	cells(pmu_hardware, 1);
}

static void arm64_retire(unsigned vcpu, unsigned event, uint64_t times)
{
	line("retire %u %x %" PRIu64, vcpu, event, times);
	cells(pmu_count, times);
}

static const struct pmu_arm64_system arm64 = {
	.observations = PMU_ALL_OBSERVATIONS,
	.facts = &facts,
	.reset = arm64_reset,
	.set_filter = arm64_set_filter,
	.select_pmu = arm64_select_pmu,
	.init = arm64_init,
	.run = arm64_run,
	.write = arm64_write,
	.read = arm64_read,
	.host_write = arm64_host_write,
	.sw_incr = arm64_sw_incr,
	.go = arm64_go,
	.load = arm64_load,
	.retire = arm64_retire,
};

const struct pmu_system pmu_system = {
	.name = "echo",
	.start = start,
	.x86 = &x86,
	.arm64 = &arm64,
};
