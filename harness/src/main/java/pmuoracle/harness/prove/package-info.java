/**
 * The prover at work: which claims are asked of which models, what replays a witness, and what
 * looks for a program where the solver has only a state; and the file of what was decided before.
 */
@NullMarked
package pmuoracle.harness.prove;

import org.jspecify.annotations.NullMarked;
