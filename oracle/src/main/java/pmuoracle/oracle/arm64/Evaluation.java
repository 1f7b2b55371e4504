package pmuoracle.oracle.arm64;

import pmuoracle.spec.arm64.FilterRequest;

/**
 * A model's functions, by whatever evaluates them, and the filter they ask. Arrays are laid out as
 * {@link StepInputs}, {@link CallInputs} and the functions say. One thread.
 */
interface Evaluation {
  /** A new program begins: no filter. */
  void begin();

  /** The request was accepted, after all accepted before. */
  void install(FilterRequest accepted);

  void call(CallFunction function, long[] inputs, long[] outputs);

  void counter(CounterFunction function, boolean cycle, long[] inputs, long[] outputs);

  void registers(RegisterFunction function, long[] inputs, long[] outputs);
}
