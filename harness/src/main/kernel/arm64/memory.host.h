/* SPDX-License-Identifier: GPL-2.0 */
#ifndef PMU_ORACLE_MEMORY_H
#define PMU_ORACLE_MEMORY_H

#include <stdbool.h>

/* What was allocated so far stays. */
void memory_keep(void);

/* How many allocations since were not freed. */
unsigned long memory_alive(void);

/* Forgets what was allocated since. */
void memory_reset(void);

/* From now on allocation fails, or no more. */
void memory_refuse(bool refuse);

/* The address for an attribute that holds these bytes, at most 8, of which so many can be read. */
void *memory_window(const void *bytes, unsigned length, unsigned can_be_read);

#endif
