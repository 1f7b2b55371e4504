/** Arbitraries of x86. */
@NullMarked
package pmuoracle.harness.jqwik.x86;

import org.jspecify.annotations.NullMarked;
