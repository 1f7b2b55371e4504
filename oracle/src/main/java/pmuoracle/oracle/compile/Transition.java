package pmuoracle.oracle.compile;

import java.util.function.LongUnaryOperator;
import pmuoracle.spec.Trace;

/** What a plan does to registers and counters, and what of it is seen, in place. Stateless. */
public interface Transition {
  /**
   * Carries it out for one virtual CPU.
   *
   * @param inputs as {@link pmuoracle.oracle.step.Layout} says; of what is not shared by all
   *     counters only the index is read: that of the one counter, or of the first special one
   * @param asked for an event one bit for each predicate, in order from the lowest
   * @param registers where the virtual CPU's registers stand
   * @param own from here on
   * @param counters where its counters stand
   * @param at from here on the one counter, or else all of them, one behind the other
   * @param plain how many of all are not special
   * @param special how many are
   * @param trace receives the cells
   * @param rules receives those that took part besides those it has, if the transition names them
   */
  void take(
      long[] inputs,
      LongUnaryOperator asked,
      long[] registers,
      int own,
      long[] counters,
      int at,
      int plain,
      int special,
      Trace trace,
      long[] rules);
}
