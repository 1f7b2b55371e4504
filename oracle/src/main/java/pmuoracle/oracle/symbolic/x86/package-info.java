/**
 * x86 programs as terms.
 *
 * <p>A program is about one virtual CPU and one counter, general-purpose or fixed, whose number is
 * fixed; {@link pmuoracle.oracle.symbolic.x86.ObservedCounter.Place#REPRESENTATIVES} stand for all
 * counters. Registers that counters share are whole, so that a program can also be about what else
 * is written to them. A request has in memory at most the number of entries that is said when the
 * program is made, and may claim any number.
 *
 * <p>Left out: further virtual CPUs, which share nothing with this one but the filter; accesses of
 * other counters, which change nothing of this one; padding that is not 0, which no model looks at.
 */
@NullMarked
package pmuoracle.oracle.symbolic.x86;

import org.jspecify.annotations.NullMarked;
