/**
 * The x86 filter as a procedure, written after the kernel's order of doing things: validation in
 * sequence, a lookup structure made once per filter, registers, marks of counters to be programmed,
 * programming, hardware as last told.
 *
 * <p>{@link pmuoracle.harness.system.imperative.x86.X86Imperative} runs programs; {@link
 * pmuoracle.harness.system.imperative.x86.Acceptance} answers the call, {@link
 * pmuoracle.harness.system.imperative.x86.InstalledFilter} the verdict, {@link
 * pmuoracle.harness.system.imperative.x86.VirtualCpu} everything of one virtual CPU. All of it is
 * steered by the fields of the model; no generation is named. The protected methods are the places
 * where seeded defects go wrong.
 *
 * <p>Readings taken where the law of {@link pmuoracle.spec.x86} leaves room, each from {@code
 * arch/x86/kvm/pmu.c}:
 *
 * <ul>
 *   <li>"Last programmed" privileges of a latching generation are those of the last programming
 *       that let the counter run ({@code current_config}).
 *   <li>In generations that reprogram at once, a programming that lets the counter run clears its
 *       pending mark, one that stops it leaves the mark ({@code pmc_resume_counter}, {@code
 *       pmc_reprogram_counter} up to v6.1); entry clears every mark it serves. An emulated wrap is
 *       looked for after the reprogramming that the bump causes.
 *   <li>In generations that defer, an emulated count on a perf-backed counter marks it pending
 *       ({@code kvm_pmu_incr_counter}).
 *   <li>Entering L2 from L2, and leaving it from outside, is looked at before anything that could
 *       fault.
 * </ul>
 */
@NullMarked
package pmuoracle.harness.system.imperative.x86;

import org.jspecify.annotations.NullMarked;
