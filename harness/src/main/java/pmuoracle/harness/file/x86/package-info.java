/** Machines and steps of x86 in files. */
@NullMarked
package pmuoracle.harness.file.x86;

import org.jspecify.annotations.NullMarked;
