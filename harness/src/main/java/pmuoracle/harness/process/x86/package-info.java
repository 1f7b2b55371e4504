/** x86's machines and steps in the process protocol. */
@NullMarked
package pmuoracle.harness.process.x86;

import org.jspecify.annotations.NullMarked;
