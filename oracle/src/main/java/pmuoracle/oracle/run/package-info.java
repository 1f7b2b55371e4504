/**
 * Programs over numbers: one run for every architecture. It keeps the state of a machine, looks up
 * the {@link pmuoracle.oracle.step.Plan} of each step and carries it out: as one compiled {@link
 * pmuoracle.oracle.compile.Transition}, or, for those who watch and for the solver's own evaluation
 * of the encoding, by applying the functions that the plan names one after the other.
 */
@NullMarked
package pmuoracle.oracle.run;

import org.jspecify.annotations.NullMarked;
