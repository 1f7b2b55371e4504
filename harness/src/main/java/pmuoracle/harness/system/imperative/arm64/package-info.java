/**
 * The arm64 filter as a procedure, written after the kernel's order of doing things: checks in
 * sequence, a bitmap that the first call fills and later calls set and clear, registers, perf
 * events that remember what they were made from, hardware type registers as last written.
 *
 * <p>{@link pmuoracle.harness.system.imperative.arm64.Arm64Imperative} runs programs; {@link
 * pmuoracle.harness.system.imperative.arm64.Acceptance} answers the filter call, {@link
 * pmuoracle.harness.system.imperative.arm64.Lifecycle} the other calls, {@link
 * pmuoracle.harness.system.imperative.arm64.InstalledFilter} the verdict, {@link
 * pmuoracle.harness.system.imperative.arm64.GuestAccess} register accesses, and one kind of {@link
 * pmuoracle.harness.system.imperative.arm64.VirtualCpu} counts. All of it is steered by the fields
 * of the model; no generation is named. The protected methods are the places where seeded defects
 * go wrong.
 *
 * <p>Readings taken where the law of {@link pmuoracle.spec.arm64} leaves room:
 *
 * <ul>
 *   <li>A guest's write of PMCEID is UD, as an access to a read-only register is.
 *   <li>What userspace stores in a type register reads back as stored, up to v6.1 under the mask of
 *       a guest's write.
 *   <li>Without EL3 for the guest, the architecture reads NSK and NSU as 0 even if userspace stored
 *       them; the emulated PMU looks at what is stored ({@code kvm_pmc_counts_at_el0}).
 *   <li>Counters a guest owns overflow by PMCR.LP alone, because HPMN is not reflected.
 *   <li>Where P and U are derived, all are derived anew at a load, at a change of level, and and
 *       after a write of a type register by anybody, or of a counter, enables, PMCR or MDCR_EL2.
 *       PMCCFILTR then has no event bits.
 *   <li>In v5.10 bits set in PMCNTEN while PMCR.E is 0 re-create no perf event; the write of PMCR
 *       that sets E does.
 *   <li>Hardware type registers are 0 until first written; where a load writes nothing they show
 *       what was written last.
 *   <li>Without a PMU a load shows nothing.
 *   <li>Version 7 leaves open what a guest's write of a type register does to hardware: from the
 *       write to the next load what the counter counts is unknown, and its value and the overflow
 *       bits, once it may have counted, for good; so is what a counter chained to it advances by. A
 *       load of version 7 does not write PMCCFILTR, which therefore stays unknown.
 *   <li>{@code KVM_SET_ONE_REG} makes no perf event for a virtual CPU that has not run, as none of
 *       its counters is enabled; it is refused on a dead virtual machine.
 *   <li>Without a stale HPMD or HPMN a write that changes it makes every perf event anew
 * </ul>
 */
@NullMarked
package pmuoracle.harness.system.imperative.arm64;

import org.jspecify.annotations.NullMarked;
