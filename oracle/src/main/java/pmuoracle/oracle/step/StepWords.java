package pmuoracle.oracle.step;

/** Where a {@link StepTable} writes what a step says. Mutable, for one thread. */
public final class StepWords {
  private final long[] inputs;
  private final long[] called;
  private int accessed;

  public StepWords(Layout layout) {
    inputs = new long[layout.size()];
    called = new long[layout.callSize()];
  }

  /** The inputs of functions of registers and counters. */
  public long[] inputs() {
    return inputs;
  }

  /** The inputs of calls. */
  public long[] called() {
    return called;
  }

  /** The place of the counter that the step accesses; of no meaning for other steps. */
  public int accessed() {
    return accessed;
  }

  public void access(int place) {
    accessed = place;
  }
}
