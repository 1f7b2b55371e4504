/** arm64's machines and steps in the process protocol. */
@NullMarked
package pmuoracle.harness.process.arm64;

import org.jspecify.annotations.NullMarked;
