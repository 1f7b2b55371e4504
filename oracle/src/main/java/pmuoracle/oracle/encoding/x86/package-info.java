/**
 * What the x86 filter means, as pure functions from terms to terms: no solver state, no order of
 * evaluation.
 *
 * <p>An accepted event list is a set: an event is listed iff some include entry covers it and no
 * exclude entry does. Counters do not interact, so a step is one function for the registers of the
 * virtual CPU and one for each counter, of that counter's state, the registers before and after,
 * the event filter and the step's parameters; what is proved about one counter holds for any number
 * of them. Whether an event is listed is a {@link pmuoracle.oracle.encoding.x86.Listing}, given
 * from outside: the real disjunction over entries where something is proved or evaluated, an
 * uninterpreted predicate where terms are compiled.
 *
 * <p>A model's flags choose among terms while they are built; a machine's facts are terms. Lists
 * hold up to 511 entries, the largest limit of any model. Rules that took part are terms beside the
 * result, {@link pmuoracle.oracle.encoding.Fired}.
 *
 * <h2>Readings</h2>
 *
 * <ul>
 *   <li>A counter wraps while retiring iff its own value does; side counts join when folded.
 *   <li>A reset also forgets the last programming.
 *   <li>A mediated counter is not made pending by global control, whoever writes it, nor by an
 *       instruction that KVM completes.
 *   <li>Flags are checked wherever the header has them, in the models of the 2019 review too.
 *   <li>Reprogramming at once for Host-Only and Guest-Only changes the shadow; hardware sees it at
 *       the next entry.
 * </ul>
 */
@NullMarked
package pmuoracle.oracle.encoding.x86;

import org.jspecify.annotations.NullMarked;
