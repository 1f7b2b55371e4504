/**
 * Guest programs as terms: what a model says of every program of a given length at once.
 *
 * <p>A symbolic program has a fixed number of steps; what each step is, and every value in it, is
 * left to the solver, and so is the machine. A symbolic run does to it, over terms, what the
 * oracle's run does to one program over numbers: it applies the encoding's functions to the state
 * of one virtual CPU and of <em>one</em> counter. Counters do not act on each other (arm64's chain
 * aside, see there), so that what holds of one holds of each that is like it. After each step the
 * run tells the states before and after, the cells that can be observed, and which of the
 * encoding's functions were applied to the counter under which condition. Whoever looks for a
 * program with some property, a difference of two models or a broken invariant, states it of these.
 *
 * <p>x86 and arm64 are siblings with the same names: {@code Action}, {@code ObservedCounter},
 * {@code SymbolicStep}, {@code SymbolicProgram}, {@code State}, {@code Stage}, {@code Applied},
 * {@code SymbolicRun}.
 *
 * <h2>Sizes</h2>
 *
 * A program can say how many parts (list entries, filter calls) and how many set bits it has, in
 * the measure the harness shrinks by.
 */
@NullMarked
package pmuoracle.oracle.symbolic;

import org.jspecify.annotations.NullMarked;
