/** The arm64 claims. */
@NullMarked
package pmuoracle.oracle.prove.arm64;

import org.jspecify.annotations.NullMarked;
