package pmuoracle.harness.system.imperative.arm64;

import java.util.Arrays;
import pmuoracle.spec.arm64.EventRange;

/**
 * The event filter of one virtual machine: one bit per event, set where the event is allowed.
 *
 * <p>The bits are kept in blocks, and a block is filled with the default when a range first reaches
 * it: most filters say something of few events.
 */
public class InstalledFilter {
  private static final int MOST = 1 << 16;

  /** An event's word is the event's number without this many low bits. */
  private static final int WORD_SHIFT = 6;

  /** The same of its block: there are as many blocks as an {@code int} has bits. */
  private static final int BLOCK_SHIFT = 11;

  private static final int BLOCK_WORDS = 1 << (BLOCK_SHIFT - WORD_SHIFT);

  private final long[] bits = new long[MOST >>> WORD_SHIFT];

  /** Bit {@code b} is set if block {@code b} is filled. */
  private int filled;

  /** A word of events that no range has reached. */
  private long unreached = -1L;

  private boolean present;

  /** No filter. */
  public void clear() {
    present = false;
    filled = 0;
    unreached = -1L;
  }

  /** Applies a range; the first decides for every event before its range. */
  public void apply(EventRange range) {
    boolean allow = range.allowed();
    if (!present) {
      present = true;
      unreached = allow ? 0 : -1L;
    }
    setRange(range.base(), Math.min(range.base() + range.nevents(), MOST), allow);
  }

  /** Whether any filter was accepted. */
  public final boolean isPresent() {
    return present;
  }

  /** Whether the event, below 65,536, may be counted. */
  public final boolean allows(int event) {
    return (word(event) >>> event & 1) != 0;
  }

  /** The bits of the 32 events from {@code first} on, a multiple of 32. */
  public final long allowed32(int first) {
    return word(first) >>> first & 0xffff_ffffL;
  }

  /** The word that has the event's bit. */
  private long word(int event) {
    return (filled >>> (event >>> BLOCK_SHIFT) & 1) != 0 ? bits[event >>> WORD_SHIFT] : unreached;
  }

  private void setRange(int from, int to, boolean allow) {
    if (from >= to) {
      return;
    }
    for (int block = from >>> BLOCK_SHIFT; block <= (to - 1) >>> BLOCK_SHIFT; block++) {
      fill(block);
    }
    int first = from >>> WORD_SHIFT;
    int last = (to - 1) >>> WORD_SHIFT;
    long head = -1L << from;
    long tail = -1L >>> -to;
    if (first == last) {
      set(first, head & tail, allow);
    } else {
      set(first, head, allow);
      Arrays.fill(bits, first + 1, last, allow ? -1L : 0);
      set(last, tail, allow);
    }
  }

  private void set(int word, long mask, boolean allow) {
    bits[word] = allow ? bits[word] | mask : bits[word] & ~mask;
  }

  private void fill(int block) {
    if ((filled >>> block & 1) == 0) {
      filled |= 1 << block;
      Arrays.fill(bits, block * BLOCK_WORDS, (block + 1) * BLOCK_WORDS, unreached);
    }
  }
}
