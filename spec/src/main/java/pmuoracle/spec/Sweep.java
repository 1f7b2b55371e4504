package pmuoracle.spec;

import java.util.BitSet;
import java.util.List;

/** What a filter says of everything it can be asked about. One thread. */
public interface Sweep {
  /**
   * Hands requests to a new virtual machine, one after the other; the errno of each.
   *
   * @param requests steps of the verb {@code set-filter}
   */
  long[] install(Machine machine, List<? extends Step> requests);

  /**
   * Sets exactly the bits of the {@link Questions questions} that the filter installed last answers
   * with ALLOWED.
   */
  void allowed(BitSet into);

  /** Whether the filter installed last answers the question with ALLOWED. */
  boolean allows(int question);

  /** Whether the model's sources settle what the filter says. */
  boolean isSettled();
}
