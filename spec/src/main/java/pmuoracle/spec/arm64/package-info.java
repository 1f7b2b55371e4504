/**
 * The vocabulary and the law of {@code KVM_ARM_VCPU_PMU_V3_FILTER}, exception-level filtering and
 * nesting on arm64.
 *
 * <h2>Units</h2>
 *
 * Event numbers are 10 or 16 bits. Counter {@code i} below 31 is an event counter, 31 is the cycle
 * counter, whose event is 0x11. PMU versions are ID_AA64DFR0_EL1.PMUVer encodings: 1, 4, 5, 6, 7,
 * 8, 9; 15 is implementation defined.
 *
 * <h2>Event space</h2>
 *
 * A version's event mask is 0x3ff for 1, 0xffff for 4 to 7. Generations differ in whose version
 * bounds a filter range and masks a PMEVTYPER, see {@code EventSpace}. The host's limit is 1 with
 * trapped implementation-defined registers, 0 for version 15, else the host's version but at most
 * 6.
 *
 * <h2>Where the guest is</h2>
 *
 * A guest is at EL0, EL1 or, on a nested machine, virtual EL2. It is in <em>hyp context</em> iff
 * the machine is nested and it is at virtual EL2 or HCR_EL2.TGE is 1. Virtual EL2 and EL1 run at
 * physical EL1, EL0 at physical EL0. EL0 or EL1 with TGE 0 on a nested machine is L2. A machine
 * that is not nested starts at EL1, a nested one at virtual EL2. Going to EL1 with TGE 1 is
 * illegal: UD, nothing changes.
 *
 * <h2>Type registers</h2>
 *
 * From v6.8 on a type register keeps NSH if the guest is told that it has EL2, which a plain one is
 * unless userspace clears ID_AA64PFR0_EL1.EL2; NSK, NSU and M if it is told that it has EL3. On a
 * machine that is not nested NSH decides nothing.
 *
 * <h2>Registers</h2>
 *
 * Guest accesses are at EL1, EL0 (PMUSERENR_EL0.EN is taken as 1) or virtual EL2. MDCR_EL2 and
 * HCR_EL2 exist on nested machines and are UD below virtual EL2. Of MDCR_EL2 HPMN (clamped to N),
 * HPME, HPMD (reserved below version 4), HCCD (reserved below version 6) and HLP (reserved below
 * version 6) are kept; of HCR_EL2 E2H (bit 34) and TGE (bit 27); of PMCR_EL0 E, D, X, LC, DP and,
 * from version 6 (up to v6.1 always), LP are kept, P and C act and read as 0, N reads at 15:11. An
 * event counter whose number is not below N is UD; one at or above HPMN is TRAPPED below virtual
 * EL2. Without a PMU every register of it is UD, but not MDCR_EL2, which belongs to EL2; what that
 * reads as is then left open. A write of PMCEID is UD. Bits of counters a guest cannot reach ignore
 * writes of bitmap registers and read as 0, but the emulated PMU shows them; below virtual EL2
 * those are the counters at or above HPMN. PMCNTENCLR and PMOVSCLR read as their SET twins. HCR_EL2
 * takes effect at once, which is seen at virtual EL2 only after leaving it.
 *
 * <h2>Reset state</h2>
 *
 * Type registers, counters, enables, overflow bits, PMCR_EL0, HCR_EL2 are 0; MDCR_EL2 is HPMN = N.
 * (The kernel's pattern in unreset registers is not modelled; programs write what they use.)
 *
 * <h2>What a retired event is</h2>
 *
 * {@code Retire} says that the hardware event occurred a number of times where the guest now is. It
 * drives each counter with that event that counts there, 0x11 also the cycle counter. Events 0x00
 * and 0x1e do not retire: they are software increment and chain.
 *
 * <h2>Overflow</h2>
 *
 * The overflow width is 64 bits for the cycle counter with LC, for a counter from HPMN on with HLP,
 * for another with LP (from version 6 on), else 32. The architecture sets the overflow bit where a
 * counter wraps at that width, and then advances the next counter if the overflowing one is even,
 * its width 32 and the next one's event chain. The emulated PMU does both when the perf event has
 * counted its period, {@link pmuoracle.spec.arm64.Deviation#PERIOD_FROM_COUNT}; perf is taken as
 * ideal, its handler running at the exact count. Between two overflows the value wraps without
 * being reported. A perf event is made anew at every write of its type register or value, at
 * transitions as {@link pmuoracle.spec.arm64.Deviation#CONTEXT_STALE} says, and where a counter
 * without one is enabled; enabling and disabling one keeps what is left of its period. What KVM
 * itself adds, software increments and chained overflows, overflows where KVM's own part of the
 * value, which is the value less what the perf event has counted since it was made, wraps at the
 * width of that moment: without a perf event where the value wraps.
 *
 * <h2>Running</h2>
 *
 * {@code KVM_RUN} is refused with EBUSY if the interrupt controller is not initialised, then with
 * EAGAIN on a nested machine without one, then with EINVAL if the virtual CPU's PMU is not
 * initialised. The first of these kills the virtual machine, {@code UnreadyRun}. A call on a dead
 * virtual machine is refused with EIO before anything else is looked at.
 *
 * <h2>Not modelled</h2>
 *
 * Secure and Realm states, thresholds, freeze on overflow, interrupts, division of the clock by
 * PMCR.D, PMICNTR, perf's contention, multiplexing and skid; traps by MDCR_EL2.TPM and TPMCR (taken
 * as 0); host PMUs that are not PMUv3.
 *
 * <h2>Sources</h2>
 *
 * {@code arch/arm64/kvm/pmu-emul.c}, {@code pmu.c}, {@code sys_regs.c}, {@code emulate-nested.c} at
 * the revisions each model names; the Arm Architecture Reference Manual's {@code CountPMUEvents},
 * {@code PMUSwIncrement}, {@code AArch64.IncrementEventCounter}; the partitioned-PMU series "ARM64
 * PMU Partitioning", v4 to v8, and the review of its v5 18/24 of 2025-12-12.
 */
@NullMarked
package pmuoracle.spec.arm64;

import org.jspecify.annotations.NullMarked;
