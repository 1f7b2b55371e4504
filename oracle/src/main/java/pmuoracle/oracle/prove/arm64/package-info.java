/**
 * The arm64 claims.
 *
 * <h2>Four forms</h2>
 *
 * <ul>
 *   <li><b>Of calls</b> ({@link pmuoracle.oracle.prove.arm64.CallClaims}, {@link
 *       pmuoracle.oracle.prove.arm64.FilterClaims}): every request in every state of the virtual
 *       machine; and for any number of accepted calls by induction on them, the state being what is
 *       so far said of one event.
 *   <li><b>Of PMCEID</b> ({@link pmuoracle.oracle.prove.arm64.AdvertisedClaims}): every bit under
 *       any filter, which is an unknown function of the event.
 *   <li><b>Of a counter just programmed</b> ({@link pmuoracle.oracle.prove.arm64.LevelClaims}): a
 *       {@link pmuoracle.oracle.prove.arm64.Scenario} runs one program over terms, all its operands
 *       and its machine unknown, so that an assignment is a program and replays.
 *   <li><b>Of every program</b> ({@link pmuoracle.oracle.prove.arm64.ProgramClaim}): by {@link
 *       pmuoracle.oracle.prove.arm64.Induction} on steps, one counter at a time. A state that does
 *       not keep a claim shows nothing; then the same terms, compiled, watch generated programs.
 * </ul>
 *
 * <h2>What an induction rests on</h2>
 *
 * ARM-W1 is assumed of the state before every step, and is itself such an induction. A filter call
 * comes before a virtual CPU has run under models that refuse it afterwards, which is ARM-I10.
 * Counters meet only where one overflows: whether the one before did is unknown in every step, and
 * so CHAIN is in every scope. Where a model does not settle what is observed, nothing is claimed of
 * it.
 *
 * <h2>Strengthenings</h2>
 *
 * In words: of the emulated PMU that what has a perf event is allowed (ARM-I1), that a perf event
 * is as one made now (ARM-I2, ARM-I2P, ARM-P8), and on nested machines that it is so but for a
 * counter that is not enabled, which excludes what virtual EL2 excludes (ARM-I3). Of hardware type
 * registers that they hold what a load computes (ARM-P1, ARM-P8). The architecture and the remap
 * need none: what counts there is a function of registers, filter and level.
 *
 * <h2>Bounds</h2>
 *
 * No bound on steps, calls, counters, values. Claims of a scenario ask the filter about one event,
 * and one call can say anything of one event. That terms which fold a list of calls are one call
 * after another is shown of lists of up to eight. ARM-I14 is about two calls. Claims marked so
 * leave out programs whose owner stores a type register: the emulated PMU does not look at it until
 * something is written, and the partitioned one until the next load.
 *
 * <h2>Left out</h2>
 *
 * Of the properties P1 to P13: P2 is about fixed counters, which arm64 has not; P7 about filters
 * that change under running counters, which ARM-I10 excludes; P3, P4, P5, P9, P11 are ARM-I7 and
 * ARM-I15, ARM-I4, ARM-I7, ARM-I17, ARM-I8. Of the departures of the partitioned PMU, what is not
 * in the models: unmasked threshold bits, ownership that is taken lazily, the host's world switch.
 * That EL0 under TGE counts by U alone is part of ARM-I2 and has no claim of its own.
 */
@NullMarked
package pmuoracle.oracle.prove.arm64;

import org.jspecify.annotations.NullMarked;
