/**
 * Outcomes of arm64 guest programs: the encoding of one model, compiled or evaluated by the solver,
 * run step by step.
 *
 * <p>What a step means is wholly the encoding's. This package only keeps the state between steps,
 * knows which counters and registers a step names, and passes an even counter's overflow on to the
 * next. Once a type register is written with the chain event, models that do not settle chains are
 * unknown from there on, as far as counters go.
 */
@NullMarked
package pmuoracle.oracle.arm64;

import org.jspecify.annotations.NullMarked;
