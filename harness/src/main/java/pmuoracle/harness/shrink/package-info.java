/** From a divergence to the smallest program that still shows it. */
@NullMarked
package pmuoracle.harness.shrink;

import org.jspecify.annotations.NullMarked;
