package pmuoracle.harness.system.defect;

/**
 * A change of some control, in one direction, that an implementation does not notice: what it
 * believes of a counter follows the control in the other direction only.
 */
public final class Unnoticed {
  private final boolean on;
  private long known;
  private long believed;

  /**
   * Nothing is believed at first.
   *
   * @param on whether it is turning on that goes unnoticed
   */
  public Unnoticed(boolean on) {
    this.on = on;
  }

  /** Believes nothing of these counters any more, a bit mask. */
  public void forget(long counters) {
    known &= ~counters;
  }

  /** What is believed of the counter, whose control is now on or off. */
  public boolean believed(int counter, boolean now) {
    long bit = 1L << counter;
    if ((known & bit) == 0 || now != on) {
      believed = now ? believed | bit : believed & ~bit;
      known |= bit;
    }
    return (believed & bit) != 0;
  }
}
