package pmuoracle.oracle.run;

import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;

/**
 * One model's functions, by whatever evaluates them, and the filter they ask. Arrays are laid out
 * as {@link pmuoracle.oracle.step.Layout} says. One thread.
 */
public interface Evaluation<C, R, F> {
  /** A new program begins: no filter. */
  void begin(Machine machine);

  /** Writes what a call's inputs say of the entries of a filter request. */
  void look(Step call, long[] called);

  /** The call succeeded: if it sets a filter, that is asked from now on. */
  void succeeded(Step call);

  void call(C function, long[] called, long[] outputs);

  void registers(R function, long[] inputs, long[] outputs);

  void counter(F function, boolean isSpecial, long[] inputs, long[] outputs);
}
