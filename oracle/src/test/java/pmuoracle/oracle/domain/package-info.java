/**
 * The machines and states that proofs are about contain every machine that {@code spec} allows and
 * every state that programs reach.
 *
 * <p>Tests here and in {@code prove} go through machines and programs; {@link
 * pmuoracle.oracle.domain.MachineDomainTest} names what they do not look at.
 */
@NullMarked
package pmuoracle.oracle.domain;

import org.jspecify.annotations.NullMarked;
