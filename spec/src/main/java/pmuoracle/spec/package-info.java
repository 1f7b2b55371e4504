/**
 * The vocabulary both definitions share: machines, guest programs, steps, what can be observed,
 * rules, models.
 *
 * <p>Nothing here says what a filter <em>means</em>. Meaning exists twice, as an encoding for the
 * solver and as an imperative implementation, and they meet only where traces are compared.
 * Register-sized values are {@code long}, read as unsigned.
 */
@NullMarked
package pmuoracle.spec;

import org.jspecify.annotations.NullMarked;
