/**
 * Many programs against one system: made, predicted, run, compared; the first divergence shrunk.
 *
 * <p>Program {@code i} of seed {@code s} depends on nothing but the two, and results are merged in
 * the order of {@code i}: the same campaign ends the same on any number of threads, unless the
 * clock or its user ends it. A divergence is what the programs' order puts first, not what a thread
 * happens to meet first.
 *
 * <p>A program on which the system gives no outcome ends a campaign too; it is shrunk by a bounded
 * number of runs, unless each takes the system's patience.
 *
 * <p>An identification asks one system about several models at once, in rounds of programs made for
 * the models that are left.
 *
 * <p>A survey goes on after a divergence. Of each kind it shrinks some programs, one after the
 * other, those first whose steps the findings so far explain least: what is common must not hide
 * what is rare. It too is the same on any number of threads.
 */
@NullMarked
package pmuoracle.harness.campaign;

import org.jspecify.annotations.NullMarked;
