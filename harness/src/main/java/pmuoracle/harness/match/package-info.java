/**
 * Which models meet which systems: every architecture there is, the systems by id, and who is
 * compared with whom.
 */
@NullMarked
package pmuoracle.harness.match;

import org.jspecify.annotations.NullMarked;
