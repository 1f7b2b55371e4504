/**
 * The x86 claims. What a filter says of an event is asked in a {@link
 * pmuoracle.oracle.prove.x86.Scene}; what a program does is shown by {@link
 * pmuoracle.oracle.prove.x86.Induction}.
 */
@NullMarked
package pmuoracle.oracle.prove.x86;

import org.jspecify.annotations.NullMarked;
