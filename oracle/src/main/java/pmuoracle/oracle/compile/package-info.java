/**
 * The encoding itself as bytecode, so that the formal model judges programs at the speed of what it
 * judges.
 *
 * <p>{@link pmuoracle.oracle.compile.Compiler} takes the graph of the terms as it stands, with no
 * simplification: {@code Lowering} rewrites it to few kinds of operation, {@code Cut} and {@code
 * Schedule} divide it into methods HotSpot will compile, {@code ClassCode} writes them. A word is a
 * zero-extended long, a truth value 0 or 1. What is needed more than once is computed once, before
 * its users; the rest only where needed, so that "and", "or" and choices stop early.
 *
 * <p>A plan becomes one method, {@link pmuoracle.oracle.compile.Transition}: {@code TransitionCode}
 * reads state where it lies and goes through the counters in a loop. What it keeps is computed only
 * where it is {@code Needs}.
 *
 * <p>Bounds: words of 1 to 64 bits; what the constant pool of one class can hold, which is about
 * 30,000 distinct constants wider than an int. An operator, variable or predicate that is not known
 * is an error when compiling, never a value. Evaluation allocates nothing, unless values are shared
 * by several generated methods: then one array of them.
 */
@NullMarked
package pmuoracle.oracle.compile;

import org.jspecify.annotations.NullMarked;
