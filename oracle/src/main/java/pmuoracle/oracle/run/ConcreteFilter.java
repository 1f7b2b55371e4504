package pmuoracle.oracle.run;

import java.util.function.LongPredicate;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;

/** The filter of one program as compiled functions ask it. One thread. */
public interface ConcreteFilter {
  /** A new program begins: no filter. */
  void begin(Machine machine);

  /** Writes what a call's inputs say of the entries of a filter request. */
  default void look(Step call, long[] called) {}

  /** The call succeeded: if it sets a filter, that is asked from now on. */
  void succeeded(Step call);

  /** The meaning of each predicate, in order. */
  LongPredicate[] asked();

  /**
   * Adds the rules by which the filter said what it said of a counter to those of its function.
   *
   * @param at where the function's rules begin in {@code outputs}
   * @param counter where the counter's words begin in {@code state}
   */
  default void addRules(long[] outputs, long[] state, int at, int counter) {}

  /**
   * The same of several counters.
   *
   * @param into where in {@code answers} what is said of the first one begins
   * @param at where in {@code state} its words begin
   */
  default void addRules(long[] answers, long[] state, int into, int at, int count) {}
}
