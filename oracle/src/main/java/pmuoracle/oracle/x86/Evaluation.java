package pmuoracle.oracle.x86;

import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.X86Machine;

/**
 * A model's functions, by whatever evaluates them, and the event list they ask. Arrays are laid out
 * as {@link StepInputs}, {@link CounterFunction} and {@link RegisterFunction} say. One thread.
 */
interface Evaluation {
  /** A new program begins: no filter. */
  void begin(X86Machine machine);

  /**
   * What the kernel answers to a request.
   *
   * @param into receives the errno and the rules
   */
  void accept(FilterRequest request, long[] into);

  /** The request was accepted: from now on its list is asked. */
  void install(FilterRequest request);

  /** Whether the sources leave open what the last installed list means. */
  boolean isUnsettled();

  void counter(CounterFunction function, boolean fixed, long[] inputs, long[] outputs);

  void registers(RegisterFunction function, long[] inputs, long[] outputs);
}
