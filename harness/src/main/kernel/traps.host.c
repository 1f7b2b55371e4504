/* SPDX-License-Identifier: GPL-2.0 */
/* How the program ends when the kernel's code leaves what was built of it. */
#define _GNU_SOURCE
#include "traps.h"

#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TRAPPED = 71, FAULTED = 72 };

_Noreturn void kernel_trap(const char *function)
{
	fprintf(stderr,
		"the kernel's code called %s(), which is not built; if an object of the tree defines it, add that: "
		"kernel:TREE,path/of/object.o\n",
		function);
	_exit(TRAPPED);
}

/* A null pointer, zeroes that were run or taken for a pointer, or BUG(). Nothing that allocates may be called here. */
static void faulted(int signal, siginfo_t *info, void *context)
{
	uintptr_t at = (uintptr_t)info->si_addr;
	char line[256];
	int length;

	(void)context;
	for (const struct kernel_zeroed *zeroed = kernel_zeroed; zeroed->name; zeroed++) {
		uintptr_t begin = (uintptr_t)zeroed->at;

		if (at >= begin && at - begin < KERNEL_ZEROES) {
			length = snprintf(line, sizeof(line), "the kernel's code ran %s, which is not built: zeroes stand for it\n",
					  zeroed->name);
			goto say;
		}
	}
	length = snprintf(line, sizeof(line), "the kernel's code %s at %#lx\n",
			  signal == SIGILL || signal == SIGTRAP ? "stopped itself (BUG)" : "touched what is not memory",
			  (unsigned long)at);
say:
	if (write(STDERR_FILENO, line, (size_t)length) < 0)
		_exit(FAULTED);
	_exit(FAULTED);
}

__attribute__((constructor)) static void catch_faults(void)
{
	static char stack[1 << 16];
	stack_t other = {.ss_sp = stack, .ss_size = sizeof(stack)};
	struct sigaction action = {.sa_sigaction = faulted, .sa_flags = SA_SIGINFO | SA_ONSTACK};

	sigaltstack(&other, NULL);
	sigaction(SIGSEGV, &action, NULL);
	sigaction(SIGBUS, &action, NULL);
	sigaction(SIGILL, &action, NULL);
	sigaction(SIGTRAP, &action, NULL);
}
