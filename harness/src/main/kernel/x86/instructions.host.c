/* SPDX-License-Identifier: GPL-2.0 */
/* What only a kernel may do, done for it: privileged instructions, changed code, memory. */
#define _GNU_SOURCE
#include "instructions.h"
#include "boundary.h"

#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

/* ---- Instructions ------------------------------------------------------------------------------ */

/* TRUSTED: rdmsr, wrmsr and rdpmc of the kernel's code fault in a program and are played on a variable for each register */

static struct sigaction others;

static uint64_t pair(const greg_t *r)
{
	return (uint64_t)r[REG_RDX] << 32 | (uint32_t)r[REG_RAX];
}

static void set_pair(greg_t *r, uint64_t value)
{
	r[REG_RAX] = (uint32_t)value;
	r[REG_RDX] = (greg_t)(value >> 32);
}

static int played(greg_t *r)
{
	const uint8_t *at = (const uint8_t *)r[REG_RIP];

	if (at[0] != 0x0f)
		return 0;
	switch (at[1]) {
	case 0x30:
		hardware_write_msr((unsigned)r[REG_RCX], pair(r));
		break;
	case 0x32:
		set_pair(r, hardware_read_msr((unsigned)r[REG_RCX]));
		break;
	case 0x33:
		set_pair(r, hardware_read_counter((unsigned)r[REG_RCX]));
		break;
	default:
		return 0;
	}
	r[REG_RIP] += 2;
	return 1;
}

static void faulted(int signal, siginfo_t *info, void *context)
{
	/* The processor's own refusal of an instruction; memory that is not there has another code. */
	if (info->si_code == SI_KERNEL && played(((ucontext_t *)context)->uc_mcontext.gregs))
		return;
	others.sa_sigaction(signal, info, context);
}

/* ---- The VMCS ---------------------------------------------------------------------------------- */

/* TRUSTED: what the kernel's code reads of the VMCS is 0: nothing is traced */

static struct sigaction others_of_vmread;

/* vmread to a register; the carry and zero flags say that it worked. */
static int vmread_played(greg_t *r)
{
	static const int registers[] = { REG_RAX, REG_RCX, REG_RDX, REG_RBX, REG_RSP, REG_RBP, REG_RSI, REG_RDI,
					 REG_R8,  REG_R9,  REG_R10, REG_R11, REG_R12, REG_R13, REG_R14, REG_R15 };
	const uint8_t *at = (const uint8_t *)r[REG_RIP];
	int prefix = (at[0] & 0xf0) == 0x40 ? at[0] : 0;

	at += prefix != 0;
	if (at[0] != 0x0f || at[1] != 0x78 || at[2] < 0xc0)
		return 0;
	r[registers[(at[2] & 7) + 8 * (prefix & 1)]] = 0;
	r[REG_EFL] &= ~0x41ll;
	r[REG_RIP] = (greg_t)(at + 3);
	return 1;
}

static void unknown_instruction(int signal, siginfo_t *info, void *context)
{
	if (!vmread_played(((ucontext_t *)context)->uc_mcontext.gregs))
		others_of_vmread.sa_sigaction(signal, info, context);
}

void catch_vmread(void)
{
	struct sigaction action = { .sa_sigaction = unknown_instruction, .sa_flags = SA_SIGINFO };

	sigaction(SIGILL, &action, &others_of_vmread);
}

/* ---- Reading counters -------------------------------------------------------------------------- */

static sigjmp_buf refused;

static void note_refusal(int signal)
{
	(void)signal;
	siglongjmp(refused, 1);
}

/* A host may let programs read counters. */
static int counters_are_private(void)
{
	struct sigaction note = { .sa_handler = note_refusal, .sa_flags = SA_ONSTACK };
	struct sigaction was;
	volatile int private = 1;

	sigaction(SIGSEGV, &note, &was);
	if (!sigsetjmp(refused, 1)) {
		__asm__ volatile("rdpmc" : : "c"(0) : "rax", "rdx");
		private = 0;
	}
	sigaction(SIGSEGV, &was, NULL);
	return private;
}

int instructions_are_caught(void)
{
	struct sigaction action = { .sa_sigaction = faulted, .sa_flags = SA_SIGINFO };

	if (!counters_are_private()) {
		fprintf(stderr, "programs may read counters here (/sys/devices/cpu/rdpmc is 2): no mediated PMU\n");
		return 0;
	}
	return sigaction(SIGSEGV, &action, &others) == 0;
}

/* ---- Changed code ------------------------------------------------------------------------------ */

/* TRUSTED: calls that the kernel patches go through its own trampolines, which are patched here */

extern const char __executable_start, etext;

__attribute__((constructor)) static void open_code(void)
{
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	uintptr_t begin = (uintptr_t)&__executable_start & ~(page - 1);
	uintptr_t end = ((uintptr_t)&etext + page - 1) & ~(page - 1);

	if (mprotect((void *)begin, end - begin, PROT_READ | PROT_WRITE | PROT_EXEC))
		host_stop("the program's code cannot be made writable");
}

void host_patch(void *at, const void *to)
{
	uint8_t code[5] = { 0xc3, 0xcc, 0xcc, 0xcc, 0xcc };

	if (to) {
		int32_t distance = (int32_t)((const uint8_t *)to - ((const uint8_t *)at + sizeof(code)));

		code[0] = 0xe9;
		memcpy(code + 1, &distance, sizeof(distance));
	}
	if (memcmp(at, code, sizeof(code)))
		memcpy(at, code, sizeof(code));
}

/* ---- Data, memory and the end ------------------------------------------------------------------------ */

/* Trees that can be preempted: the bit says that nobody wants to. */
int preemptions __asm__("__preempt_count") = INT32_MIN;

void *host_allocate(unsigned long bytes)
{
	return malloc(bytes);
}

void host_free(const void *at)
{
	free((void *)at);
}

_Noreturn void host_stop(const char *why)
{
	fprintf(stderr, "%s\n", why);
	_exit(70);
}
