/**
 * The x86 claims.
 *
 * <h2>How they are stated</h2>
 *
 * What a filter says of an event or a fixed counter is asked in a {@link
 * pmuoracle.oracle.prove.x86.Scenario}, what the kernel answers to a request by a {@link
 * pmuoracle.oracle.prove.x86.Call}; both turn an assignment into a program. What a program does is
 * shown by {@link pmuoracle.oracle.prove.x86.Induction} over the steps of one counter, with what
 * {@link pmuoracle.oracle.prove.x86.SupportingInvariants} says is kept; what is the same in two
 * runs by {@link pmuoracle.oracle.prove.x86.TwinClaims}, over two states; what the kernel's loops
 * do by {@link pmuoracle.oracle.prove.x86.BinarySearch} and {@link
 * pmuoracle.oracle.prove.x86.Walk}, one turn at a time.
 *
 * <h2>When a denied counter stops</h2>
 *
 * The review's guarantee, that no counter counts if its event is filtered, is stated in steps, and
 * holds in these generations: from the moment of the call, in none; once the counter was programmed
 * again, in all, for hardware; once its virtual CPU entered, since v6.2, for hardware; for what KVM
 * completes, since v6.4; for mediated fixed counters not in v7.0; altogether in v6.4 to v6.19 and
 * v7.3. "Its event" is the one the counter was programmed or loaded with, and the filter is the one
 * now.
 *
 * <h2>Bounds</h2>
 *
 * Claims that hold are shown for every filter of up to the model's own limit of entries, every
 * count, flag, action and event being open; of steps, pairs of runs and lookups there is no bound.
 * What is expected to fail is stated for one or two entries, so that the witness is short. That
 * lists can be joined is shown one entry after the other; that their order is irrelevant, on two
 * changes of place that make every order. In {@code x86/5.17} lists have entries of select and unit
 * mask only, because it says nothing of others.
 *
 * <h2>What is left out</h2>
 *
 * <ul>
 *   <li>N15, which errno the documentation gives for want of memory, and N20, that the guest's
 *       vendor string decides: the models have neither.
 *   <li>N22, that each DENY list has an ALLOW list that means the same: on AMD DENY of nothing
 *       allows 4096 selects and an entry has one, so that no list within any limit does. It is an
 *       argument about all ALLOW lists at once; no program shows it.
 *   <li>I16 in bytes and the saturation of {@code struct_size}: the sizes are below a page.
 *   <li>The half of I17 that a refused request changes nothing: so it is by definition of the step,
 *       {@code ProgramRun} applies no function to any state then. Campaigns compare it.
 *   <li>P3, P4, P7 and P12 are claims of other names, which their sources say; P10 and P13 have no
 *       terms in the x86 models.
 * </ul>
 */
@NullMarked
package pmuoracle.oracle.prove.x86;

import org.jspecify.annotations.NullMarked;
