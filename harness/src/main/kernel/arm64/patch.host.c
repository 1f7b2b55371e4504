/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The kernel's instructions at EL0, before any of them runs. Alternatives of the capabilities that the processor has are
 * applied, as the kernel does when it boots. Instructions that EL0 may not execute become reads of variables, or nothing;
 * those not in the list stay and end the program.
 */
#define _GNU_SOURCE
#include "patch.host.h"

#include "boundary.h"

#include <elf.h>
#include <link.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define NOP 0xd503201fu
#define MRS 0xd5300000u
#define REGISTER(op0, op1, n, m, op2) ((op0 & 1u) << 19 | op1 << 16 | n << 12 | m << 8 | op2 << 5)

/* ---- Code that is jumped to ---- */

/* As long as a page, the largest there is: it becomes executable. */
static _Alignas(65536) uint32_t detours[16384];
static uint32_t *next_detour = detours;

static uint32_t branch(const uint32_t *from, const uint32_t *to)
{
	return 0x14000000u | ((uint32_t)(to - from) & 0x3ffffffu);
}

static const uint32_t *branch_target(const uint32_t *at)
{
	return at + ((int32_t)(*at << 6) >> 6);
}

/* The next detour, which ends at an address that is a multiple of 8. */
static uint32_t *begin_detour(uint32_t *site)
{
	uint32_t *at = next_detour;

	*site = branch(site, at);
	return at;
}

static void end_detour(uint32_t *at, const unsigned long *variable)
{
	memcpy(at, &variable, sizeof(variable));
	next_detour = at + 2;
}

/* The instruction becomes: x = *variable. */
static void read_variable(uint32_t *site, const unsigned long *variable)
{
	uint32_t x = *site & 31;
	uint32_t *at = begin_detour(site);

	at[0] = 0x58000000u | 4 << 5 | x;        /* ldr x, at[4] */
	at[1] = 0xf9400000u | x << 5 | x;        /* ldr x, [x] */
	at[2] = branch(at + 2, site + 1);
	end_detour(at + 4, variable);
}

/* The instruction becomes: if (*variable) goto target. */
static void branch_if(uint32_t *site, const uint32_t *target, const unsigned long *variable)
{
	uint32_t *at = begin_detour(site);

	at[0] = 0xa9bf47f0u;                     /* stp x16, x17, [sp, #-16]! */
	at[1] = 0x58000000u | 7 << 5 | 16;       /* ldr x16, at[8] */
	at[2] = 0xf9400210u;                     /* ldr x16, [x16] */
	at[3] = 0xb5000070u;                     /* cbnz x16, at[6] */
	at[4] = 0xa8c147f0u;                     /* ldp x16, x17, [sp], #16 */
	at[5] = branch(at + 5, site + 1);
	at[6] = 0xa8c147f0u;
	at[7] = branch(at + 7, target);
	end_detour(at + 8, variable);
}

/* ---- Instructions ---- */

/* TRUSTED: CurrentEL reads as EL2; interrupts are never masked; per-CPU data are those of one CPU */
static const unsigned long el2 = 2 << 2, nothing;

static const struct {
	uint32_t reg;
	const unsigned long *variable;
} readable[] = {
	{ REGISTER(3, 0u, 4u, 1u, 0u), &vm_task },    /* SP_EL0 */
	{ REGISTER(3, 0u, 4u, 2u, 2u), &el2 },            /* CurrentEL */
	{ REGISTER(3, 0u, 13u, 0u, 4u), &nothing },       /* TPIDR_EL1 */
	{ REGISTER(3, 4u, 13u, 0u, 2u), &nothing },       /* TPIDR_EL2 */
	{ REGISTER(3, 3u, 4u, 2u, 1u), &nothing },        /* DAIF */
	{ REGISTER(3, 1u, 0u, 0u, 7u), &nothing },        /* AIDR_EL1 */
	{ REGISTER(3, 3u, 9u, 12u, 6u), &vm_ceid0 },  /* PMCEID0_EL0 */
	{ REGISTER(3, 3u, 9u, 12u, 7u), &vm_ceid1 },  /* PMCEID1_EL0 */
};

static void patch_instruction(uint32_t *at)
{
	uint32_t reg = *at & 0xfffe0u;

	if ((*at & 0xfffff0dfu) == 0xd50340dfu || (*at & 0xffffffe0u) == 0xd51b4220u) {
		*at = NOP; /* msr daifset, daifclr, daif */
	} else if ((*at & 0xfff00000u) == MRS) {
		for (unsigned i = 0; i < sizeof(readable) / sizeof(readable[0]); i++) {
			if (readable[i].reg == reg)
				read_variable(at, readable[i].variable);
		}
	}
}

/* ---- Alternatives ---- */

struct alternative {
	int32_t site, replacement;
	uint16_t capability;
	uint8_t site_bytes, bytes;
};

#define BY_CALLBACK 0x8000u

/* The only callback that is known: no operation at all. */
void alt_cb_patch_nops(void)
{
}

static bool has_capability(unsigned capability)
{
	for (const unsigned *c = vm_capabilities; *c != ~0u; c++) {
		if (*c == capability)
			return true;
	}
	return false;
}

static void copy(uint32_t *to, const uint32_t *from, unsigned instructions)
{
	for (unsigned i = 0; i < instructions; i++)
		to[i] = (from[i] & 0xfc000000u) == 0x14000000u ? branch(to + i, branch_target(from + i)) : from[i];
}

static void apply(const struct alternative *a)
{
	uint32_t *site = (uint32_t *)((uintptr_t)&a->site + (intptr_t)a->site);
	uint32_t *replacement = (uint32_t *)((uintptr_t)&a->replacement + (intptr_t)a->replacement);
	unsigned capability = a->capability & ~BY_CALLBACK;

	if (capability == vm_impdef_capability && a->bytes == 4) {
		branch_if(site, branch_target(replacement), &vm_impdef_traps);
	} else if (has_capability(capability) && a->capability & BY_CALLBACK) {
		for (unsigned i = 0; i < a->site_bytes / 4u && (void *)replacement == (void *)alt_cb_patch_nops; i++)
			site[i] = NOP;
	} else if (has_capability(capability)) {
		copy(site, replacement, a->bytes / 4);
	}
}

/* ---- The program's own file, for its section of alternatives ---- */

static const char *apply_all(const char *file, size_t bytes)
{
	const ElfW(Ehdr) *head = (const void *)file;
	const ElfW(Shdr) *sections = (const void *)(file + head->e_shoff);
	const char *names = file + sections[head->e_shstrndx].sh_offset;

	if (bytes < head->e_shoff + head->e_shnum * sizeof(*sections))
		return "is cut";
	for (unsigned i = 0; i < head->e_shnum; i++) {
		if (strcmp(names + sections[i].sh_name, ".altinstructions") != 0)
			continue;
		const struct alternative *first = (const void *)sections[i].sh_addr;

		for (size_t j = 0; j < sections[i].sh_size / sizeof(*first); j++)
			apply(first + j);
		return NULL;
	}
	return "has no alternatives";
}

static const char *apply_from(const char *path)
{
	FILE *stream = fopen(path, "rb");
	static char file[64 << 20];
	size_t bytes = stream ? fread(file, 1, sizeof(file), stream) : 0;

	if (stream)
		fclose(stream);
	return bytes < sizeof(ElfW(Ehdr)) || bytes == sizeof(file) ? "cannot be read" : apply_all(file, bytes);
}

/* ---- The program's instructions ---- */

typedef void segment_action(uint32_t *begin, uint32_t *end);

static void patch_instructions(uint32_t *begin, uint32_t *end)
{
	for (uint32_t *at = begin; at < end; at++)
		patch_instruction(at);
}

static void see(uint32_t *begin, uint32_t *end)
{
	__builtin___clear_cache((char *)begin, (char *)end);
}

static bool writable = true;

static void make_writable(uint32_t *begin, uint32_t *end)
{
	uintptr_t page = (uintptr_t)begin & ~0xffffull;

	writable &= !mprotect((void *)page, (uintptr_t)end - page, PROT_READ | PROT_WRITE | PROT_EXEC);
}

static int on_segments(struct dl_phdr_info *info, size_t size, void *action)
{
	(void)size;
	for (unsigned i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *p = &info->dlpi_phdr[i];
		uint32_t *begin = (uint32_t *)(info->dlpi_addr + p->p_vaddr);

		if (p->p_type == PT_LOAD && p->p_flags & PF_X)
			(*(segment_action **)action)(begin, begin + p->p_filesz / 4);
	}
	return 0;
}

static void for_instructions(segment_action *action)
{
	dl_iterate_phdr(on_segments, &action);
}

bool patch_program(void)
{
	const char *wrong;

	make_writable(detours, detours + sizeof(detours) / 4);
	for_instructions(make_writable);
	if (!writable) {
		perror("its instructions cannot be written");
		return false;
	}
	/* First, because replacements are copied. */
	wrong = apply_from("/proc/self/exe");
	if (wrong) {
		fprintf(stderr, "/proc/self/exe %s\n", wrong);
		return false;
	}
	for_instructions(patch_instructions);
	for_instructions(see);
	see(detours, next_detour);
	return true;
}
