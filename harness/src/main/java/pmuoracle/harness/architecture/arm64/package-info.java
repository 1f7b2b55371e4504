/** The arm64 kit. */
@NullMarked
package pmuoracle.harness.architecture.arm64;

import org.jspecify.annotations.NullMarked;
