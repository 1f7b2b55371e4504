/**
 * What the arm64 filter and the counters around it mean, as pure functions from terms to terms: no
 * solver state, no order of evaluation.
 *
 * <p>The filter is kept as what was asked: the accepted calls, of which the first fixes the default
 * and the last whose range contains an event decides about it. What the calls say is a {@link
 * pmuoracle.oracle.encoding.arm64.Ruling}, given from outside: the fold over the calls where
 * something is proved or evaluated, an uninterpreted predicate where terms are compiled.
 *
 * <p>A step is one function for the registers of the virtual CPU and one for each counter, of that
 * counter's state, the registers before and after, the filter and the step's parameters. Counters
 * meet only where an even one overflows: that is an input of the next one's function, and what is
 * proved about one counter holds for any number of them.
 *
 * <p>A model's flags choose among terms while they are built; a machine's facts are terms. Event
 * numbers are words of 16 bits, ends of ranges of 32, all else of 64. Rules that took part are
 * terms beside the result, {@link pmuoracle.oracle.encoding.arm64.Fired}.
 *
 * <h2>Readings</h2>
 *
 * <ul>
 *   <li>The writable bits of a type register are those of v7.3 in every model.
 *   <li>A type register stored by the host may have bits that are not writable. The emulated PMU
 *       looks at them; the architecture has no NSK and NSU without EL3.
 *   <li>PMSWINC reaches the counters that other bitmap registers reach, in every model.
 *   <li>DIRECT_V4 sets NSK, NSU and M only for a guest that has EL3.
 *   <li>Under DIRECT_V7 what a counter counts between a guest's write of its type register and a
 *       load is unknown; if something occurs meanwhile its value and overflow bit are lost for
 *       good, and what the next counter chains on its overflow is unknown.
 * </ul>
 */
@NullMarked
package pmuoracle.oracle.encoding.arm64;

import org.jspecify.annotations.NullMarked;
