/**
 * Random guest programs for x86.
 *
 * <p>A program draws a machine its model speaks about, a small pool of events that lie close
 * together, and weights for its kinds of step; every filter, counter and retired event then comes
 * from the pool, so that they meet. {@code VcpuHistory} remembers what the guest wrote last, so
 * that a program can retire what it counts; it knows nothing of filters. {@code Turns} adds steps
 * that turn one counter off and on.
 */
@NullMarked
package pmuoracle.harness.generate.x86;

import org.jspecify.annotations.NullMarked;
