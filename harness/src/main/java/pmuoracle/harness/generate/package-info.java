/**
 * Random guest programs from one seed, biased to collide.
 *
 * <p>Generators are tuned by what their programs exercise, which {@link
 * pmuoracle.harness.generate.Transitions} counts and the health of a campaign shows: each control
 * of counting turns a counter on or off, then what the counter counts occurs, while the counter is
 * programmed anew or stale.
 */
@NullMarked
package pmuoracle.harness.generate;

import org.jspecify.annotations.NullMarked;
