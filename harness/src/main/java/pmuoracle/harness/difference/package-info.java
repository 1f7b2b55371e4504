/**
 * Two models compared: equivalent, or the smallest program that tells them apart.
 *
 * <p>The solver proves or finds; see {@code pmuoracle.oracle.difference}. What it finds is made
 * smaller by the shrinker and again by the solver, and is believed only once the compiled oracles,
 * the solver's own evaluation and the imperative implementations of both models say the same of it.
 *
 * <h2>The order of programs</h2>
 *
 * Fewest steps, then fewest list entries (x86) or filter calls (arm64), then fewest set bits of all
 * numbers with one for each fact or field that is not as usual: the measure programs are shrunk by.
 */
@NullMarked
package pmuoracle.harness.difference;

import org.jspecify.annotations.NullMarked;
