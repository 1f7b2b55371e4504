package pmuoracle.oracle.run;

import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;

/** The filter of one program as compiled functions ask it. One thread. */
public interface ConcreteFilter extends LongUnaryOperator {
  /** A new program begins: no filter. */
  void begin(Machine machine);

  /** Writes what a call's inputs say of the entries of a filter request. */
  default void look(Step call, long[] called) {}

  /** The call succeeded: if it sets a filter, that is asked from now on. */
  void succeeded(Step call);

  /**
   * What it says of an event: a bit for each predicate of the encoding, in order from the lowest.
   */
  @Override
  long applyAsLong(long event);

  /** The meaning of each predicate, in order. */
  default LongPredicate[] asked(int count) {
    return IntStream.range(0, count)
        .<LongPredicate>mapToObj(bit -> event -> (applyAsLong(event) >>> bit & 1) != 0)
        .toArray(LongPredicate[]::new);
  }
}
