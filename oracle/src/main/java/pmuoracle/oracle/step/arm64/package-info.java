/** arm64's plans, and the functions of the encoding that they name. */
@NullMarked
package pmuoracle.oracle.step.arm64;

import org.jspecify.annotations.NullMarked;
