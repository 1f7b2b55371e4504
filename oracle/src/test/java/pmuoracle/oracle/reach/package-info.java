/**
 * Which rules can take part under a model, decided by the solver.
 *
 * <p>A rule cannot take part if no function of the encoding lets it, applied to any machine of the
 * model and to any state that satisfies an {@linkplain pmuoracle.oracle.reach.Invariant invariant}.
 * The invariant is found by guessing: every component of a state is guessed to keep its initial
 * value, on every machine and on those with or without a certain fact; guesses that do not hold at
 * the beginning, or that some step breaks, are dropped until no more is. Each function is looked at
 * alone, for any counter of any virtual CPU, so that the result holds for programs of any length.
 */
@NullMarked
package pmuoracle.oracle.reach;

import org.jspecify.annotations.NullMarked;
