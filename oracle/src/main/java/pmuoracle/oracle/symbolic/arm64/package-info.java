/**
 * arm64 programs as terms.
 *
 * <p>A program is about one counter of the first virtual CPU, an event counter or the cycle
 * counter, whose number is fixed; {@link
 * pmuoracle.oracle.symbolic.arm64.ObservedCounter.Place#REPRESENTATIVES} stand for all counters. A
 * second virtual CPU is there for calls made through it, which are refused or not by whether its
 * own PMU is initialised. Each accepted call is one more range, so that any filter of as many calls
 * as there are steps can come about.
 *
 * <p>Left out: the chain event, by which counters would act on each other; what a guest does on the
 * second virtual CPU, and further ones; accesses of other counters, which change nothing of this
 * one, or of counters the machine does not have, which every model refuses alike; padding that is
 * not 0, which no model looks at.
 */
@NullMarked
package pmuoracle.oracle.symbolic.arm64;

import org.jspecify.annotations.NullMarked;
