/**
 * What is smaller on x86.
 *
 * <p>A program's size counts, after steps and list entries, the set bits of every number it gives,
 * one for each counter, virtual CPU and feature of its machine, and one for each field that is not
 * as in an honest request; then the places of those bits and the indexes of counters and virtual
 * CPUs. So clearing a bit, moving one down, renumbering a counter towards 0 and dropping a feature
 * each make it smaller.
 */
@NullMarked
package pmuoracle.harness.shrink.x86;

import org.jspecify.annotations.NullMarked;
