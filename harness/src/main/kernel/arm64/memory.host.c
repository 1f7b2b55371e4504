/* SPDX-License-Identifier: GPL-2.0 */
/* Memory: the kernel's allocations, and what the owner's calls point at. */
#include "memory.host.h"

#include "boundary.h"

#include <stdint.h>
#include <string.h>

/* ---- Allocation ---- */

/* TRUSTED: allocations come from one area, zeroed; what is freed is counted but not used again; a filter's fails where the step says so */
#define AREA (1u << 16)

static _Alignas(64) char area[AREA];
static size_t taken, kept;
static bool refusing;
static unsigned long alive;

unsigned long memory_alive(void)
{
	return alive;
}

void memory_keep(void)
{
	kept = taken;
}

void memory_reset(void)
{
	taken = kept;
	alive = 0;
}

void memory_refuse(bool refuse)
{
	refusing = refuse;
}

void *host_allocate(unsigned long bytes)
{
	void *at = area + taken;

	bytes = (bytes + 63) & ~63ul;
	if (refusing || bytes > AREA - taken)
		return NULL;
	taken += bytes;
	alive++;
	return memset(at, 0, bytes);
}

/* The names of all trees; each takes the size first but for the caches' own. */
void *__kmalloc(size_t bytes) { return host_allocate(bytes); }
void *__kmalloc_noprof(size_t bytes) { return host_allocate(bytes); }
void *__kmalloc_node(size_t bytes) { return host_allocate(bytes); }
void *__kmalloc_node_noprof(size_t bytes) { return host_allocate(bytes); }
void *kmalloc_trace(void *cache, unsigned flags, size_t bytes) { (void)cache; (void)flags; return host_allocate(bytes); }
void *__kmalloc_cache_noprof(void *cache, unsigned flags, size_t bytes) { (void)cache; (void)flags; return host_allocate(bytes); }
void kfree(const void *at) { alive -= at != NULL; }

/* ---- The owner's memory ---- */

/* TRUSTED: an attribute's memory is readable as far as the request says; anything behind that faults */
static char window[8];
static unsigned readable;

void *memory_window(const void *bytes, unsigned length, unsigned can_be_read)
{
	memcpy(window, bytes, length);
	readable = can_be_read;
	return window;
}

/* How many bytes were not copied. */
unsigned long __arch_copy_from_user(void *to, const void *from, unsigned long bytes)
{
	unsigned long offset = (unsigned long)from - (unsigned long)window;
	unsigned long can = offset < readable ? readable - offset : 0;
	unsigned long copied = bytes < can ? bytes : can;

	memcpy(to, from, copied);
	return bytes - copied;
}
