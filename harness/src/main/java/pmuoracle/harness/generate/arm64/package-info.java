/**
 * Random guest programs for arm64.
 *
 * <p>A program draws a machine its model speaks about, a small pool of events that lie close
 * together or are equal in ten bits, and weights for its kinds of step; every filter range, counter
 * and retired event then comes from the pool, so that they meet. The calls before the guest's first
 * instruction come in their usual order mostly, and in any other sometimes. {@code VcpuHistory}
 * remembers what the guest wrote last, so that a program can retire what it counts; it knows
 * nothing of filters.
 */
@NullMarked
package pmuoracle.harness.generate.arm64;

import org.jspecify.annotations.NullMarked;
