package pmuoracle.oracle.compile;

import java.util.function.LongPredicate;

/** Terms as a function. Stateless: any number of threads. */
public interface Compiled {
  /**
   * Evaluates every output term.
   *
   * @param inputs the values of the input variables, in order: words zero-extended, truth values as
   *     0 or 1
   * @param predicates the meaning of each predicate, in order
   * @param outputs receives the value of each output term, in order, from place 0
   */
  void evaluate(long[] inputs, LongPredicate[] predicates, long[] outputs);
}
