/**
 * Programs over numbers: one run for every architecture. It keeps the state of a machine, looks up
 * the {@link pmuoracle.oracle.step.Plan} of each step and applies the functions that the plan
 * names, by whatever evaluates them: bytecode made of the encoding, or the solver's own evaluation
 * of it.
 */
@NullMarked
package pmuoracle.oracle.run;

import org.jspecify.annotations.NullMarked;
