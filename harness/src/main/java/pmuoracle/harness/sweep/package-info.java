/**
 * Filters asked about everything there is to ask: every event and every fixed counter, on both
 * sides. No samples.
 */
@NullMarked
package pmuoracle.harness.sweep;

import org.jspecify.annotations.NullMarked;
