/**
 * The PMU code of a kernel tree as a system under test: built by the tree's own build system into a
 * program that speaks the process protocol.
 */
@NullMarked
package pmuoracle.harness.system.kernel;

import org.jspecify.annotations.NullMarked;
