/**
 * Guest programs as terms: what a model says of every program of a given length at once.
 *
 * <p>A symbolic program has a fixed number of steps; what each step is, and every value in it, is
 * left to the solver, and so is the machine. {@link pmuoracle.oracle.symbolic.TermRun} does to it,
 * over terms, what the run over numbers does to one program: it carries out the plan of each thing
 * that a step can be, on the state of one virtual CPU and of <em>one</em> counter. Counters do not
 * act on each other (arm64's chain aside, see there), so that what holds of one holds of each that
 * is like it. After each step the run tells the states before and after, the cells that can be
 * observed, and whether the counter carries. Whoever looks for a program with some property, a
 * difference of two models or a broken invariant, states it of these.
 *
 * <p>x86 and arm64 are siblings with the same names: {@code ObservedCounter}, {@code SymbolicStep},
 * {@code SymbolicRequest}, {@code SymbolicProgram}, {@code SymbolicMachine}, {@code SymbolicRun}.
 * What a request's fields are, {@link pmuoracle.oracle.symbolic.FormTerms} reads from its form, and
 * which step an assignment is, {@link pmuoracle.oracle.symbolic.Shape}.
 *
 * <h2>Sizes</h2>
 *
 * A program can say how many parts (list entries, filter calls) and how many set bits it has, in
 * the measure the harness shrinks by.
 */
@NullMarked
package pmuoracle.oracle.symbolic;

import org.jspecify.annotations.NullMarked;
