package pmuoracle.oracle.run;

import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;

/**
 * The filter of one program as terms.
 *
 * @param <Q> what it says of events
 */
public interface SolverFilter<Q> {
  /** A new program begins: no filter. */
  void begin(Machine machine);

  /** Writes what a call's inputs say of the entries of a filter request. */
  default void look(Step call, long[] called) {}

  /** The call succeeded: if it sets a filter, that is asked from now on. */
  void succeeded(Step call);

  Q filter();
}
