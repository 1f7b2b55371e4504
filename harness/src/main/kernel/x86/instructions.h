/* SPDX-License-Identifier: GPL-2.0 */
#ifndef PMU_ORACLE_X86_INSTRUCTIONS_H
#define PMU_ORACLE_X86_INSTRUCTIONS_H

/* Whether instructions of the hardware's PMU fault here, so that they can be played. */
int instructions_are_caught(void);

/* From now on the VMCS reads as 0. */
void catch_vmread(void);

#endif
