/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0 */
/* The main loop of a system under test in C: the protocol of PROTOCOL.md around the functions of `pmu_system`. */
#define _GNU_SOURCE
#include "pmu_oracle.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MAGIC UINT32_C(0x4f554d50) /* "PMUO" */
#define HELLO 1u
#define BATCH 2u
#define BATCH_WITH_FACTS 3u
#define HEADER 8u            /* of a frame: bytes, type */
#define MAX_FRAME (1u << 28) /* the longest request that is believed */
#define MAX_CELLS 32u
#define MAX_EVENTS 1024u
#define MAX_FACTS 8u
#define MAX_FACT_NAME 32u
#define TABLE_OF_FACTS PMU_BIT(5)
#define TABLE_OF_STEPS PMU_BIT(6)
#define X86_FIELDS 12u
#define ARM64_FIELDS 16u
#define X86_STEPS 13u
#define ARM64_STEPS 11u
#define PIPE_BYTES (1 << 20)

static void die(int status, const char *why)
{
	fprintf(stderr, "%s: %s\n", pmu_system.name, why);
	exit(status);
}

static void bad_request(const char *why)
{
	die(65, why);
}

static void misuse(const char *why)
{
	die(70, why);
}

/* ---- Bytes ----------------------------------------------------------------------------------- */

/* A compiler makes one instruction of each where that is little-endian. */
static uint32_t get32(const uint8_t *p)
{
	return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static uint64_t get64(const uint8_t *p)
{
	return get32(p) | (uint64_t)get32(p + 4) << 32;
}

static void put32(uint8_t *p, uint32_t word)
{
	p[0] = (uint8_t)word;
	p[1] = (uint8_t)(word >> 8);
	p[2] = (uint8_t)(word >> 16);
	p[3] = (uint8_t)(word >> 24);
}

static void put64(uint8_t *p, uint64_t word)
{
	put32(p, (uint32_t)word);
	put32(p + 4, (uint32_t)(word >> 32));
}

/* The reply being made. */
static uint8_t *reply;
static size_t reply_bytes, reply_room;
static int reply_descriptor;

/* Room for so many more bytes; where they go. */
static uint8_t *add(size_t bytes)
{
	if (reply_room - reply_bytes < bytes) {
		reply_room = 2 * reply_room + bytes;
		reply = realloc(reply, reply_room);
		if (!reply)
			misuse("out of memory");
	}
	reply_bytes += bytes;
	return reply + reply_bytes - bytes;
}

static void begin_reply(uint32_t type)
{
	reply_bytes = 0;
	add(4);
	put32(add(4), type);
}

static void send_reply(void)
{
	put32(reply, (uint32_t)(reply_bytes - 4));
	for (size_t sent = 0; sent < reply_bytes;) {
		ssize_t n = write(reply_descriptor, reply + sent, reply_bytes - sent);
		if (n > 0)
			sent += (size_t)n;
		else if (n < 0 && errno != EINTR)
			exit(0); /* The harness is gone. */
	}
}

/* The request being served; at its end the harness has no more. */
static uint8_t *request;
static size_t request_room;

static bool read_fully(uint8_t *into, size_t bytes)
{
	for (size_t had = 0; had < bytes;) {
		ssize_t n = read(STDIN_FILENO, into + had, bytes - had);
		if (n == 0 && had > 0)
			bad_request("the request ends in the middle");
		else if (n == 0)
			return false;
		else if (n > 0)
			had += (size_t)n;
		else if (errno != EINTR)
			die(66, strerror(errno));
	}
	return true;
}

/* The next frame without its first four bytes; how many bytes it has, 0 at the end. */
static size_t next_request(void)
{
	uint8_t head[4];

	if (!read_fully(head, sizeof(head)))
		return 0;
	size_t bytes = get32(head);
	if (bytes < 4 || bytes > MAX_FRAME)
		bad_request("the request says that it is shorter than its header, or longer than 256 MiB");
	if (bytes > request_room) {
		request = realloc(request, bytes);
		request_room = bytes;
		if (!request)
			misuse("out of memory");
	}
	if (!read_fully(request, bytes))
		bad_request("the request ends after its length");
	return bytes;
}

/* What is left of the request. */
static const uint8_t *at, *end;

static const uint8_t *take(size_t bytes)
{
	if ((size_t)(end - at) < bytes)
		bad_request("the request is shorter than what it says is in it");
	at += bytes;
	return at - bytes;
}

/* ---- Outcomes -------------------------------------------------------------------------------- */

static uint32_t shown; /* the sorts of cell the system announced for the running step */
static unsigned cells;    /* of the running step */
static enum pmu_observation first_kind, other_kinds;
static unsigned emitted;
static uint32_t known, given;
static uint64_t values[MAX_CELLS];

unsigned pmu_cells(void)
{
	return cells;
}

static void emit(enum pmu_observation kind, uint64_t value)
{
	if (emitted == cells)
		misuse("more cells emitted than the step has");
	if (kind != (emitted == 0 ? first_kind : other_kinds))
		misuse("a cell emitted of another sort than the step's next one");
	if (shown & PMU_BIT(kind)) {
		known |= PMU_BIT(emitted);
		if (value) {
			given |= PMU_BIT(emitted);
			values[emitted] = value;
		}
	}
	emitted++;
}

void pmu_errno(unsigned number)
{
	emit(PMU_ERRNO, number);
}

void pmu_fault(enum pmu_fault fault)
{
	emit(PMU_FAULT, fault);
}

void pmu_value(uint64_t value)
{
	emit(PMU_VALUE, value);
}

void pmu_count(uint64_t advance)
{
	emit(PMU_COUNT, advance);
}

void pmu_hardware(uint64_t value)
{
	emit(PMU_HARDWARE, value);
}

void pmu_unknown(void)
{
	if (emitted == cells)
		misuse("more cells emitted than the step has");
	emitted++;
}

static void begin_step(unsigned width, enum pmu_observation first, enum pmu_observation others, uint32_t sorts)
{
	if (width > MAX_CELLS)
		bad_request("a step with more than 32 cells");
	cells = width;
	shown = sorts;
	first_kind = first;
	other_kinds = others;
	emitted = 0;
	known = 0;
	given = 0;
}

static void end_step(void)
{
	if (emitted != 0 && emitted != cells)
		misuse("fewer cells emitted than the step has");
	unsigned values_given = (unsigned)__builtin_popcount(given);
	uint8_t *p = add(8 + 8 * (size_t)values_given);
	put32(p, known);
	put32(p + 4, given);
	p += 8;
	for (uint32_t rest = given; rest; rest &= rest - 1, p += 8)
		put64(p, values[__builtin_ctz(rest)]);
}

/* ---- Steps ----------------------------------------------------------------------------------- */

struct step {
	unsigned kind, vcpu;
	const uint8_t *body;
	unsigned words;
};

/* The body's word of this number. */
static uint64_t word(const struct step *step, unsigned number)
{
	return get64(step->body + 8 * (size_t)number);
}

static void x86_set_filter(const struct pmu_x86_system *system, const struct step *step)
{
	static uint64_t events[MAX_EVENTS];
	struct pmu_x86_request r = {
		.action = (uint32_t)word(step, 0),
		.nevents = (uint32_t)word(step, 1),
		.bitmap = (uint32_t)word(step, 2),
		.flags = (uint32_t)word(step, 3),
		.pad = (uint32_t)word(step, 4),
		.readable = word(step, 5),
		.count = (uint32_t)word(step, 6),
		.events = events,
	};

	if (r.count > MAX_EVENTS)
		bad_request("a filter request with more than 1024 events");
	if (step->words != 7 + r.count)
		bad_request("a filter request with more or fewer events than it says");
	for (unsigned i = 0; i < r.count; i++)
		events[i] = word(step, 7 + i);
	system->set_filter(&r);
}

static struct pmu_x86_register x86_register(const struct step *step)
{
	return (struct pmu_x86_register){ (enum pmu_x86_register_kind)word(step, 0), (unsigned)word(step, 1) };
}

/* How many words the body has (a filter request of x86: at least); what sort its cells are. */
struct form {
	unsigned words;
	enum pmu_observation first, others;
};

static const struct form x86_forms[] = {
	[PMU_X86_SET_FILTER] = { 7, PMU_ERRNO, PMU_ERRNO },
	[PMU_X86_WRITE] = { 3, PMU_FAULT, PMU_FAULT },
	[PMU_X86_READ] = { 2, PMU_FAULT, PMU_VALUE },
	[PMU_X86_ENTER] = { 0, PMU_COUNT, PMU_COUNT },
	[PMU_X86_RETIRE] = { 3, PMU_COUNT, PMU_COUNT },
	[PMU_X86_EMULATE] = { 2, PMU_COUNT, PMU_COUNT },
	[PMU_X86_ENTER_L2] = { 2, PMU_FAULT, PMU_FAULT },
	[PMU_X86_LEAVE_L2] = { 2, PMU_FAULT, PMU_FAULT },
	[PMU_X86_HOST_READ] = { 2, PMU_VALUE, PMU_VALUE },
	[PMU_X86_HOST_WRITE] = { 3, PMU_COUNT, PMU_COUNT },
	[PMU_X86_RESET] = { 0, PMU_COUNT, PMU_COUNT },
	[PMU_X86_INIT] = { 0, PMU_COUNT, PMU_COUNT },
	[PMU_X86_SET_CPUID] = { 0, PMU_ERRNO, PMU_ERRNO },
};

static uint32_t x86_functions(const struct pmu_x86_system *s)
{
	return (s->set_filter ? PMU_BIT(PMU_X86_SET_FILTER) : 0) | (s->write ? PMU_BIT(PMU_X86_WRITE) : 0)
		| (s->read ? PMU_BIT(PMU_X86_READ) : 0) | (s->enter ? PMU_BIT(PMU_X86_ENTER) : 0)
		| (s->retire ? PMU_BIT(PMU_X86_RETIRE) : 0) | (s->emulate ? PMU_BIT(PMU_X86_EMULATE) : 0)
		| (s->enter_l2 ? PMU_BIT(PMU_X86_ENTER_L2) : 0) | (s->leave_l2 ? PMU_BIT(PMU_X86_LEAVE_L2) : 0)
		| (s->host_read ? PMU_BIT(PMU_X86_HOST_READ) : 0) | (s->host_write ? PMU_BIT(PMU_X86_HOST_WRITE) : 0)
		| (s->reset_vcpu ? PMU_BIT(PMU_X86_RESET) : 0) | (s->init ? PMU_BIT(PMU_X86_INIT) : 0)
		| (s->set_cpuid ? PMU_BIT(PMU_X86_SET_CPUID) : 0);
}

static void x86_step(const struct pmu_x86_system *s, const struct step *step)
{
	uint64_t control = step->words > 1 ? word(step, 1) : 0;

	switch ((enum pmu_x86_step)step->kind) {
	case PMU_X86_SET_FILTER:
		x86_set_filter(s, step);
		break;
	case PMU_X86_WRITE:
		s->write(step->vcpu, x86_register(step), word(step, 2));
		break;
	case PMU_X86_READ:
		s->read(step->vcpu, x86_register(step));
		break;
	case PMU_X86_ENTER:
		s->enter(step->vcpu);
		break;
	case PMU_X86_RETIRE:
		s->retire(step->vcpu, word(step, 0), word(step, 1), (enum pmu_x86_privilege)word(step, 2));
		break;
	case PMU_X86_EMULATE:
		s->emulate(step->vcpu, (enum pmu_x86_emulated)word(step, 0), (enum pmu_x86_privilege)word(step, 1));
		break;
	case PMU_X86_ENTER_L2:
		s->enter_l2(step->vcpu, word(step, 0) ? &control : NULL);
		break;
	case PMU_X86_LEAVE_L2:
		s->leave_l2(step->vcpu, word(step, 0) ? &control : NULL);
		break;
	case PMU_X86_HOST_READ:
		s->host_read(step->vcpu, x86_register(step));
		break;
	case PMU_X86_HOST_WRITE:
		s->host_write(step->vcpu, x86_register(step), word(step, 2));
		break;
	case PMU_X86_RESET:
		s->reset_vcpu(step->vcpu);
		break;
	case PMU_X86_INIT:
		s->init(step->vcpu);
		break;
	case PMU_X86_SET_CPUID:
		s->set_cpuid(step->vcpu);
		break;
	}
}

static struct pmu_arm64_register arm64_register(const struct step *step)
{
	return (struct pmu_arm64_register){ (enum pmu_arm64_register_kind)word(step, 0), (unsigned)word(step, 1) };
}

static const struct form arm64_forms[] = {
	[PMU_ARM64_SET_FILTER] = { 8, PMU_ERRNO, PMU_ERRNO },
	[PMU_ARM64_SELECT_PMU] = { 1, PMU_ERRNO, PMU_ERRNO },
	[PMU_ARM64_INIT] = { 1, PMU_ERRNO, PMU_ERRNO },
	[PMU_ARM64_RUN] = { 0, PMU_ERRNO, PMU_ERRNO },
	[PMU_ARM64_WRITE] = { 3, PMU_FAULT, PMU_FAULT },
	[PMU_ARM64_READ] = { 2, PMU_FAULT, PMU_VALUE },
	[PMU_ARM64_HOST_WRITE] = { 3, PMU_COUNT, PMU_COUNT },
	[PMU_ARM64_SW_INCR] = { 1, PMU_COUNT, PMU_COUNT },
	[PMU_ARM64_GO] = { 1, PMU_FAULT, PMU_FAULT },
	[PMU_ARM64_LOAD] = { 0, PMU_HARDWARE, PMU_HARDWARE },
	[PMU_ARM64_RETIRE] = { 2, PMU_COUNT, PMU_COUNT },
};

static uint32_t arm64_functions(const struct pmu_arm64_system *s)
{
	return (s->set_filter ? PMU_BIT(PMU_ARM64_SET_FILTER) : 0)
		| (s->select_pmu ? PMU_BIT(PMU_ARM64_SELECT_PMU) : 0) | (s->init ? PMU_BIT(PMU_ARM64_INIT) : 0)
		| (s->run ? PMU_BIT(PMU_ARM64_RUN) : 0) | (s->write ? PMU_BIT(PMU_ARM64_WRITE) : 0)
		| (s->read ? PMU_BIT(PMU_ARM64_READ) : 0) | (s->host_write ? PMU_BIT(PMU_ARM64_HOST_WRITE) : 0)
		| (s->sw_incr ? PMU_BIT(PMU_ARM64_SW_INCR) : 0) | (s->go ? PMU_BIT(PMU_ARM64_GO) : 0)
		| (s->load ? PMU_BIT(PMU_ARM64_LOAD) : 0) | (s->retire ? PMU_BIT(PMU_ARM64_RETIRE) : 0);
}

static void arm64_set_filter(const struct pmu_arm64_system *system, const struct step *step)
{
	struct pmu_arm64_request r = {
		.group = (uint32_t)word(step, 0),
		.attribute = word(step, 1),
		.base = (uint16_t)word(step, 2),
		.nevents = (uint16_t)word(step, 3),
		.action = (uint8_t)word(step, 4),
		.pad = (uint32_t)word(step, 5),
		.readable = (unsigned)word(step, 6),
		.memory = word(step, 7) != 0,
	};

	system->set_filter(step->vcpu, &r);
}

static void arm64_step(const struct pmu_arm64_system *s, const struct step *step)
{
	switch ((enum pmu_arm64_step)step->kind) {
	case PMU_ARM64_SET_FILTER:
		arm64_set_filter(s, step);
		break;
	case PMU_ARM64_SELECT_PMU:
		s->select_pmu(step->vcpu, (unsigned)word(step, 0));
		break;
	case PMU_ARM64_INIT:
		s->init(step->vcpu, word(step, 0) != 0);
		break;
	case PMU_ARM64_RUN:
		s->run(step->vcpu);
		break;
	case PMU_ARM64_WRITE:
		s->write(step->vcpu, arm64_register(step), word(step, 2));
		break;
	case PMU_ARM64_READ:
		s->read(step->vcpu, arm64_register(step));
		break;
	case PMU_ARM64_HOST_WRITE:
		s->host_write(step->vcpu, arm64_register(step), word(step, 2));
		break;
	case PMU_ARM64_SW_INCR:
		s->sw_incr(step->vcpu, word(step, 0));
		break;
	case PMU_ARM64_GO:
		s->go(step->vcpu, (enum pmu_arm64_level)word(step, 0));
		break;
	case PMU_ARM64_LOAD:
		s->load(step->vcpu);
		break;
	case PMU_ARM64_RETIRE:
		s->retire(step->vcpu, (unsigned)word(step, 0), word(step, 1));
		break;
	}
}

/* ---- Architectures --------------------------------------------------------------------------- */

static enum pmu_architecture architecture;
static uint32_t functions, supported, observed;
static const uint32_t *announced; /* of the system, for each step; may be NULL */
static const struct pmu_facts *facts;
static uint32_t facts_of_counters, facts_of_machine;
static unsigned counters; /* of the running program's machine */

static unsigned steps_of_architecture(void)
{
	return architecture == PMU_X86 ? X86_STEPS : ARM64_STEPS;
}

/* The sorts of cell that are announced after this step. */
static uint32_t sorts_after(unsigned kind)
{
	return functions & PMU_BIT(kind) ? observed & (announced ? announced[kind] : UINT32_MAX) : 0;
}

static bool x86_reset(const uint64_t *f)
{
	static struct pmu_x86_machine machine;

	machine = (struct pmu_x86_machine){ f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[9], f[10],
					    f[11] };
	counters = (unsigned)(machine.general_purpose + machine.fixed);
	return pmu_system.x86->reset(&machine);
}

static bool arm64_reset(const uint64_t *f)
{
	static struct pmu_arm64_machine machine;

	machine = (struct pmu_arm64_machine){ f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[9], f[10], f[11],
					      f[12], f[13], f[14], f[15] };
	counters = (unsigned)machine.counters + 1;
	return pmu_system.arm64->reset(&machine);
}

static void put_limits(const uint64_t *least, const uint64_t *most, unsigned fields)
{
	for (unsigned i = 0; i < fields; i++) {
		put64(add(8), least ? least[i] : 0);
		put64(add(8), most ? most[i] : UINT64_MAX);
	}
}

/* Machines are structs of nothing but uint64_t, in the order of the protocol. */
_Static_assert(sizeof(struct pmu_x86_machine) == 8 * X86_FIELDS, "x86 machine");
_Static_assert(sizeof(struct pmu_arm64_machine) == 8 * ARM64_FIELDS, "arm64 machine");

static uint32_t count_facts(const char *const *names)
{
	uint32_t count = 0;

	for (; names && names[count]; count++) {
		size_t length = strlen(names[count]);
		if (length < 1 || length > MAX_FACT_NAME)
			misuse("a fact whose name has not 1 to 32 characters");
	}
	return count;
}

static void choose_facts(const struct pmu_facts *told)
{
	facts = told;
	facts_of_counters = told ? count_facts(told->of_counters) : 0;
	facts_of_machine = told ? count_facts(told->of_machine) : 0;
	if (told && (facts_of_counters + facts_of_machine < 1 || facts_of_counters + facts_of_machine > MAX_FACTS))
		misuse("not 1 to 8 facts");
}

static void choose(enum pmu_architecture asked)
{
	const struct pmu_x86_system *x86 = pmu_system.x86;
	const struct pmu_arm64_system *arm64 = pmu_system.arm64;

	architecture = asked == PMU_ARM64 ? (arm64 ? PMU_ARM64 : PMU_X86) : (x86 ? PMU_X86 : PMU_ARM64);
	if (architecture == PMU_X86) {
		observed = x86->observations;
		functions = x86_functions(x86);
		supported = functions | x86->ignored;
		announced = x86->announced;
		choose_facts(x86->facts);
	} else {
		observed = arm64->observations;
		functions = arm64_functions(arm64);
		supported = functions | arm64->ignored;
		announced = arm64->announced;
		choose_facts(arm64->facts);
	}
}

static void put_names(const char *const *names)
{
	for (; names && *names; names++) {
		size_t length = strlen(*names);
		uint8_t *p = add(1 + length);
		p[0] = (uint8_t)length;
		memcpy(p + 1, *names, length);
	}
}

/* What follows the name. */
static void put_tables(void)
{
	if (facts) {
		put32(add(4), facts_of_counters);
		put32(add(4), facts_of_machine);
		put_names(facts->of_counters);
		put_names(facts->of_machine);
	}
	for (unsigned kind = 0; kind < steps_of_architecture(); kind++)
		put32(add(4), sorts_after(kind));
}

static void hello(void)
{
	if (get32(take(4)) != MAGIC)
		bad_request("the first request is not pmu-oracle's; run this with: pmu-oracle fuzz --system process:COMMAND");
	/* The oldest version that the harness speaks. */
	if (get32(take(4)) > PMU_PROTOCOL_VERSION)
		fprintf(stderr, "%s: asked for a later version of the protocol\n", pmu_system.name);
	choose((enum pmu_architecture)get32(take(4)));
	begin_reply(HELLO);
	put32(add(4), MAGIC);
	put32(add(4), PMU_PROTOCOL_VERSION);
	put32(add(4), architecture);
	put32(add(4), supported);
	put32(add(4), (observed & PMU_ALL_OBSERVATIONS) | TABLE_OF_STEPS | (facts ? TABLE_OF_FACTS : 0));
	put32(add(4), pmu_system.patience_ms);
	size_t name = strlen(pmu_system.name);
	put32(add(4), (uint32_t)name);
	if (architecture == PMU_X86) {
		const struct pmu_x86_system *s = pmu_system.x86;
		put32(add(4), X86_FIELDS);
		put_limits((const uint64_t *)s->least, (const uint64_t *)s->most, X86_FIELDS);
	} else {
		const struct pmu_arm64_system *s = pmu_system.arm64;
		put32(add(4), ARM64_FIELDS);
		put_limits((const uint64_t *)s->least, (const uint64_t *)s->most, ARM64_FIELDS);
	}
	memcpy(add(name), pmu_system.name, name);
	put_tables();
	send_reply();
}

/* A mask of the facts that are not 0, then these. */
static void put_facts(const uint64_t *words, unsigned count)
{
	uint32_t mask = 0;

	for (unsigned i = 0; i < count; i++)
		mask |= words[i] ? PMU_BIT(i) : 0;
	put32(add(4), mask);
	for (unsigned i = 0; i < count; i++) {
		if (words[i])
			put64(add(8), words[i]);
	}
}

static void tell_facts(unsigned vcpu)
{
	uint64_t words[MAX_CELLS];

	for (unsigned fact = 0; fact < facts_of_counters; fact++) {
		for (unsigned i = 0; i < counters; i++)
			words[i] = facts->counter(vcpu, i, fact);
		put_facts(words, counters);
	}
	for (unsigned fact = 0; fact < facts_of_machine; fact++)
		words[fact] = facts->machine(fact);
	if (facts_of_machine)
		put_facts(words, facts_of_machine);
}

static void run_step(bool with_facts)
{
	const uint8_t *head = take(8);
	struct step step = { .kind = head[0], .vcpu = head[1] };
	unsigned width = head[2] | (unsigned)head[3] << 8;
	uint32_t bytes = get32(head + 4);

	if (step.kind >= steps_of_architecture() || !(supported & PMU_BIT(step.kind)))
		bad_request("a step that was not announced as supported");
	step.body = take(bytes);
	step.words = bytes / 8;
	const struct form *form = architecture == PMU_X86 ? &x86_forms[step.kind] : &arm64_forms[step.kind];
	if (bytes % 8 || step.words < form->words)
		bad_request("a step whose body is too short for its sort");
	begin_step(width, form->first, form->others, sorts_after(step.kind));
	if (functions & PMU_BIT(step.kind)) {
		if (architecture == PMU_X86)
			x86_step(pmu_system.x86, &step);
		else
			arm64_step(pmu_system.arm64, &step);
	}
	end_step();
	if (with_facts)
		tell_facts(step.vcpu);
}

static void run_program(bool with_facts)
{
	uint64_t fields[ARM64_FIELDS];
	unsigned count = architecture == PMU_X86 ? X86_FIELDS : ARM64_FIELDS;
	uint32_t steps = get32(take(4));
	uint32_t bytes = get32(take(4));

	if ((size_t)(end - at) < bytes)
		bad_request("the request is shorter than its program");
	const uint8_t *next = at + bytes;
	for (unsigned i = 0; i < count; i++)
		fields[i] = get64(take(8));
	if (facts && facts->begin)
		facts->begin(with_facts);
	bool accepted = architecture == PMU_X86 ? x86_reset(fields) : arm64_reset(fields);
	if (counters > MAX_CELLS)
		bad_request("a machine with more than 32 counters");
	if (!accepted) {
		put32(add(4), 1);
		put32(add(4), 0);
		at = next;
		return;
	}
	put32(add(4), 0);
	put32(add(4), steps);
	for (uint32_t i = 0; i < steps; i++)
		run_step(with_facts);
	if (at != next)
		bad_request("a program of another length than it says");
}

static void batch(uint32_t type)
{
	uint32_t number = get32(take(4));
	uint32_t programs = get32(take(4));

	begin_reply(type);
	put32(add(4), number);
	put32(add(4), programs);
	for (uint32_t i = 0; i < programs; i++)
		run_program(type == BATCH_WITH_FACTS);
	send_reply();
}

int pmu_standard_output(void)
{
	return reply_descriptor;
}

static void prepare_streams(void)
{
	signal(SIGINT, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	reply_descriptor = dup(STDOUT_FILENO);
	if (reply_descriptor < 0 || dup2(STDERR_FILENO, STDOUT_FILENO) < 0)
		die(71, strerror(errno));
#ifdef F_SETPIPE_SZ
	/* As much as the system allows; it works without. */
	(void)fcntl(STDIN_FILENO, F_SETPIPE_SZ, PIPE_BYTES);
	(void)fcntl(reply_descriptor, F_SETPIPE_SZ, PIPE_BYTES);
#endif
}

int main(int argc, char **argv)
{
	size_t bytes;

	prepare_streams();
	if (pmu_system.start && !pmu_system.start(argc, argv))
		return 2;
	if (!pmu_system.x86 && !pmu_system.arm64)
		misuse("pmu_system has neither x86 nor arm64");
	while ((bytes = next_request()) > 0) {
		at = request;
		end = request + bytes;
		uint32_t type = get32(take(4));
		if (type == HELLO)
			hello();
		else if (architecture && (type == BATCH || (type == BATCH_WITH_FACTS && facts)))
			batch(type);
		else
			bad_request("a request of an unknown type, or before the first");
		if (at != end)
			bad_request("the request is longer than what it says is in it");
	}
	return 0;
}
