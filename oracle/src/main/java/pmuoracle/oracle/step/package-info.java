/**
 * What a step does, said once: a {@link pmuoracle.oracle.step.Plan} names which functions of the
 * encoding a step applies, to what, and what it shows. An architecture has one plan for each thing
 * a step can be (an {@code Action}), and an {@link pmuoracle.oracle.step.Encoding}, which knows the
 * functions. The run over numbers, the run over terms and the proofs read both; none of them knows
 * what any step does.
 *
 * <h2>The parts of a state</h2>
 *
 * <ul>
 *   <li>what calls go by: the virtual machine, and of each virtual CPU what is its own;
 *   <li>the registers of each virtual CPU, which its counters share;
 *   <li>each counter, of one of two sorts: event counters and the cycle counter, general-purpose
 *       and fixed ones. The second sort is called special here.
 * </ul>
 */
@NullMarked
package pmuoracle.oracle.step;

import org.jspecify.annotations.NullMarked;
