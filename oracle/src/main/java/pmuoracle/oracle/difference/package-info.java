/**
 * Whether two models differ, told by the solver.
 *
 * <p>{@link pmuoracle.oracle.difference.Equivalence} proves that they do not, for programs of every
 * length. {@link pmuoracle.oracle.difference.Search} finds a program at whose last step they do,
 * the shortest first, then one with fewer list entries or filter calls, then one with fewer set
 * bits. What both compare is what both models settle.
 *
 * <p>An architecture brings a {@link pmuoracle.oracle.difference.Pair}. Limits are in steps of the
 * solver, so that what comes out does not depend on how busy the machine is.
 *
 * <h2>Why the last step is enough</h2>
 *
 * The first difference of a shortest program is at its last step, or it could end earlier; and each
 * step before it changes something, or it could be left out. So all but the last are only such that
 * can change something, and the last is one that shows something.
 */
@NullMarked
package pmuoracle.oracle.difference;

import org.jspecify.annotations.NullMarked;
