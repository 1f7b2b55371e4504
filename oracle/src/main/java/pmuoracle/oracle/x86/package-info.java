/**
 * Outcomes of x86 guest programs: the encoding of one model, compiled or evaluated by the solver,
 * run step by step.
 *
 * <p>What a step means is wholly the encoding's. This package only keeps the state between steps
 * and knows which counters and registers a step names. A program with an accepted filter whose
 * meaning the model's sources do not settle is unknown from there on, as far as counters go.
 */
@NullMarked
package pmuoracle.oracle.x86;

import org.jspecify.annotations.NullMarked;
