package pmuoracle.harness.imperative.arm64;

import java.util.Arrays;
import pmuoracle.spec.arm64.FilterRequest;

/** The event filter of one virtual machine: one bit per event, set where the event is allowed. */
public class InstalledFilter {
  private static final int MOST = 1 << 16;
  private static final int WORD_BITS = 64;

  private final long[] bits = new long[MOST / WORD_BITS];
  private boolean present;

  /** No filter. The bits need no clearing, because the first call fills them. */
  public void clear() {
    present = false;
  }

  /** Applies an accepted request; the first decides for every event before its range. */
  public void apply(FilterRequest request) {
    boolean allow = request.action() == FilterRequest.ALLOW;
    if (!present) {
      present = true;
      Arrays.fill(bits, allow ? 0 : -1L);
    }
    setRange(request.base(), Math.min(request.base() + request.nevents(), MOST), allow);
  }

  /** Whether any filter was accepted. */
  public final boolean isPresent() {
    return present;
  }

  /** Whether the event, below 65,536, may be counted. */
  public final boolean allows(int event) {
    return !present || (bits[event / WORD_BITS] >>> event & 1) != 0;
  }

  /** The bits of the 32 events from {@code first} on, a multiple of 32; there is a filter. */
  public final long allowed32(int first) {
    return bits[first / WORD_BITS] >>> first & 0xffff_ffffL;
  }

  private void setRange(int from, int to, boolean allow) {
    int event = from;
    while (event < to) {
      int word = event / WORD_BITS;
      int end = Math.min(to, (word + 1) * WORD_BITS);
      long mask = -1L >>> (WORD_BITS - (end - event)) << event;
      bits[word] = allow ? bits[word] | mask : bits[word] & ~mask;
      event = end;
    }
  }
}
