/**
 * What is smaller on arm64.
 *
 * <p>A program's size counts, after steps and filter ranges, the set bits of every number it gives,
 * one for each counter, virtual CPU and unusual feature of its machine, the length of each range's
 * count of events, and one for each field that is not as in an honest request; then the places of
 * those bits, quantities, and the indexes of counters and virtual CPUs. So clearing a bit, moving
 * one down, shortening a range to one event, renumbering a counter towards 0 and taking the plain
 * machine's feature each make it smaller. No reduction takes a machine into a model's refusal.
 */
@NullMarked
package pmuoracle.harness.shrink.arm64;

import org.jspecify.annotations.NullMarked;
