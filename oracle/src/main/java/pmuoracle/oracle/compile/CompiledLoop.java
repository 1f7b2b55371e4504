package pmuoracle.oracle.compile;

import java.util.function.LongPredicate;

/** Terms as a function of one part of a state, applied to part after part in place. Stateless. */
public interface CompiledLoop {
  /**
   * Applies it to parts that lie one behind the other.
   *
   * @param inputs those that are the same for every part; the number and the parts' places are not
   *     looked at
   * @param predicates the meaning of each predicate, in order
   * @param state holds the parts, which become the next ones
   * @param at where the first begins
   * @param count how many there are
   * @param first the number of the first; each further one's is one more
   * @param answers receives of each part, in order, what is said besides the next part
   * @param into where of the first one
   * @param carried whether the part before the first carries, 0 or 1
   * @return whether the last part carries, likewise
   */
  long apply(
      long[] inputs,
      LongPredicate[] predicates,
      long[] state,
      int at,
      int count,
      long first,
      long[] answers,
      int into,
      long carried);
}
