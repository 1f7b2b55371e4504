/** Machines and steps of arm64 in files. */
@NullMarked
package pmuoracle.harness.file.arm64;

import org.jspecify.annotations.NullMarked;
