package pmuoracle.harness.generate;

/**
 * Which counters each control of one virtual CPU lets count, and which of them it has turned on or
 * off. Sets of counters are bit masks; controls are numbered from 0.
 */
public final class ControlHistory {
  private final long[] on;
  private final long[] turned;
  private final long[] stale;

  /** Of so many controls. */
  public ControlHistory(int controls) {
    on = new long[controls];
    turned = new long[controls];
    stale = new long[controls];
  }

  /** The control lets these counters count; the others it has turned off, or these on. */
  public void turn(int control, long counters) {
    long changed = on[control] ^ counters;
    on[control] = counters;
    turned[control] |= changed;
    stale[control] |= changed;
  }

  /** What the control says of these counters is as it was from the start. */
  public void start(int control, long counters, long lets) {
    on[control] = (on[control] & ~counters) | (lets & counters);
    turned[control] &= ~counters;
  }

  /** These counters were programmed anew. */
  public void program(long counters) {
    for (int k = 0; k < stale.length; k++) {
      stale[k] &= ~counters;
    }
  }

  /**
   * What these counters count occurs. Counted is each control that turned one of them, if no other
   * control holds it.
   */
  void exercise(long counters, long[] counts) {
    long once = 0;
    long twice = 0;
    for (long lets : on) {
      twice |= once & ~lets;
      once |= ~lets;
    }
    for (int k = 0; k < on.length; k++) {
      long hit = counters & turned[k] & ~twice & (~once | ~on[k]);
      if (hit != 0) {
        int first = 4 * k;
        counts[first] += Long.bitCount(hit & on[k] & ~stale[k]);
        counts[first + 1] += Long.bitCount(hit & on[k] & stale[k]);
        counts[first + 2] += Long.bitCount(hit & ~on[k] & ~stale[k]);
        counts[first + 3] += Long.bitCount(hit & ~on[k] & stale[k]);
      }
    }
  }
}
