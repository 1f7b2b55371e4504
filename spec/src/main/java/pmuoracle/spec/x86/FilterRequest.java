package pmuoracle.spec.x86;

import pmuoracle.spec.Words;

/**
 * What userspace hands to {@code KVM_SET_PMU_EVENT_FILTER}, the absurd included; only an event
 * filter if accepted.
 *
 * <p>In memory: action, claimed count, bitmap, flags, four words of padding, then the events.
 * Models with the short header of 8 bytes have no bitmap, flags or padding, and the events follow
 * the count.
 *
 * @param action u32
 * @param nevents u32: how many events the header claims
 * @param bitmap u32: fixed-counter bitmap
 * @param flags u32
 * @param pad u32: the value of each of the four padding words
 * @param events the events actually in memory
 * @param readable how many bytes can be read from the start of the header on; {@link #ALL} for no
 *     fault before the last event. Nothing behind the last event is ever readable.
 */
public record FilterRequest(
    long action, long nevents, long bitmap, long flags, long pad, Words events, long readable) {
  public static final long ALLOW = 0;
  public static final long DENY = 1;

  /** The flag of masked entries, {@code KVM_PMU_EVENT_FLAG_MASKED_EVENTS}. */
  public static final long MASKED_EVENTS = 1;

  /** {@link #readable} without a limit of its own. */
  public static final long ALL = Long.MAX_VALUE;

  /**
   * The most events a request may carry in memory; a limit of the project, above every generation's
   * own.
   */
  public static final int MAX_EVENTS = 1024;

  public FilterRequest {
    unsigned32("action", action);
    unsigned32("nevents", nevents);
    unsigned32("bitmap", bitmap);
    unsigned32("flags", flags);
    unsigned32("pad", pad);
    if (events.size() > MAX_EVENTS) {
      throw new IllegalArgumentException(events.size() + " events; at most " + MAX_EVENTS);
    }
    if (readable < 0) {
      throw new IllegalArgumentException("readable " + readable + "; expected a number of bytes");
    }
  }

  /** A request whose count is honest and whose memory is all readable. */
  public static FilterRequest of(long action, long flags, long bitmap, long... events) {
    return new FilterRequest(action, events.length, bitmap, flags, 0, Words.of(events), ALL);
  }

  /** How many bytes from the start can be read when the header has this many. */
  public long readableBytes(int headerBytes) {
    return Math.min(readable, headerBytes + 8L * events.size());
  }

  private static void unsigned32(String field, long value) {
    if (value < 0 || value > 0xffff_ffffL) {
      throw new IllegalArgumentException(
          field + " 0x" + Long.toHexString(value) + "; expected 32 bits");
    }
  }
}
