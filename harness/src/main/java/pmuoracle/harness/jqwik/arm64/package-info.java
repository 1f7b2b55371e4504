/** Arbitraries of arm64. */
@NullMarked
package pmuoracle.harness.jqwik.arm64;

import org.jspecify.annotations.NullMarked;
