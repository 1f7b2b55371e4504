/** x86's plans, and the functions of the encoding that they name. */
@NullMarked
package pmuoracle.oracle.step.x86;

import org.jspecify.annotations.NullMarked;
