/* SPDX-License-Identifier: GPL-2.0 */
/* What stands for the parts of a kernel that are not built: named traps for functions, zeroes for data. */
#ifndef PMU_ORACLE_TRAPS_H
#define PMU_ORACLE_TRAPS_H

/* As many bytes of zeroes stand for each datum: its size is not known. */
#define KERNEL_ZEROES 65536

struct kernel_zeroed {
	const char *name;
	const char *at;
};

/* Ends with an entry without a name. */
extern const struct kernel_zeroed kernel_zeroed[];

/* Ends the program: the kernel's code called a function that is not part of it. */
_Noreturn void kernel_trap(const char *function);

#endif
