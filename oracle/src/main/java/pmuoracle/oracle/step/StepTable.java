package pmuoracle.oracle.step;

import java.util.List;
import java.util.Optional;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Rule;
import pmuoracle.spec.Step;

/**
 * One model's plans, and how its machines and steps are numbers.
 *
 * @param <C> the functions of calls
 * @param <R> the functions of registers
 * @param <F> the functions of counters
 */
public interface StepTable<C, R, F> {
  Layout layout();

  /** Every plan, in order of their places. */
  List<Plan<C, R, F>> plans();

  /** Writes what the step says, and answers its plan. */
  default Plan<C, R, F> read(Step step, Machine machine, StepWords into) {
    return read(step, step.kind(), machine, into);
  }

  /** The same where the step's kind is known. */
  Plan<C, R, F> read(Step step, Enum<?> kind, Machine machine, StepWords into);

  /** Writes the machine at place 0. */
  void write(Machine machine, long[] into);

  /** The most counters that a virtual CPU of any machine has. */
  int mostCounters();

  /** How many counters a virtual CPU has; special ones have the last places. */
  int counters(Machine machine);

  boolean isSpecial(Machine machine, int counter);

  /** The number of the counter at a place as its functions read it. */
  long index(Machine machine, int counter);

  /** What makes a new virtual CPU's registers. */
  R initial();

  /** What makes a new virtual machine, unless all of it is 0. */
  Optional<C> creation();

  /** How many of them are not special. */
  int plainCounters(Machine machine);

  /** The rule by which a step of a virtual CPU that has not run is open; an error if none is. */
  Rule notRun();
}
