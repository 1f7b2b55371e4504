/**
 * From a divergence to the smallest program that still shows it.
 *
 * <p>A program's size counts, after steps and entries of lists and ranges, the set bits of every
 * number it gives, one for each counter, virtual CPU and unusual feature of its machine, and one
 * for each field that is not as in an honest request; then the places of those bits, quantities,
 * and the indexes of counters and virtual CPUs. So clearing a bit, moving one down, shortening a
 * range to one event, renumbering a counter towards 0 and taking the plain machine's feature each
 * make it smaller. No reduction takes a machine into a model's refusal.
 *
 * <p>The program at the end is canonical as far as the passes reach: none of them offers one that
 * comes before it in the {@link pmuoracle.harness.shrink.Reduction#order}, which is total. Steps
 * stand in the order of their kinds where they can, and two changes that only hold together, such
 * as a privilege and the bit that counts it, are tried as one.
 *
 * <p>What fields there are, which values of them are plain and where a counter's bits and events
 * stand is read from the {@link pmuoracle.spec.form.Forms}.
 */
@NullMarked
package pmuoracle.harness.shrink;

import org.jspecify.annotations.NullMarked;
