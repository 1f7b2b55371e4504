/**
 * The encoding itself as bytecode, so that the formal model judges programs at the speed of what it
 * judges.
 */
@NullMarked
package pmuoracle.oracle.compile;

import org.jspecify.annotations.NullMarked;
