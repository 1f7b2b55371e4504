/* SPDX-License-Identifier: GPL-2.0 */
#ifndef PMU_ORACLE_PATCH_H
#define PMU_ORACLE_PATCH_H

#include <stdbool.h>

/* Makes the program's instructions runnable at EL0, and applies the capabilities. False if that cannot be, and said. */
bool patch_program(void);

#endif
