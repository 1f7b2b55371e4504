package pmuoracle.spec.x86;

import java.util.List;

/** Bit layout of an event-select register and of a raw filter entry, which use the same places. */
public final class EventSelect {
  public static final long SELECT_LOW = 0xffL;
  public static final long UNIT_MASK = 0xff00L;
  public static final long SELECT_HIGH = 0xf_0000_0000L;
  public static final long USR = 1L << 16;
  public static final long OS = 1L << 17;
  public static final long EDGE = 1L << 18;
  public static final long PIN_CONTROL = 1L << 19;
  public static final long INTERRUPT = 1L << 20;
  public static final long ANY_THREAD = 1L << 21;
  public static final long ENABLE = 1L << 22;
  public static final long INVERT = 1L << 23;
  public static final long COUNTER_MASK = 0xff00_0000L;
  public static final long IN_TX = 1L << 32;
  public static final long IN_TX_CHECKPOINTED = 1L << 33;
  public static final long GUEST_ONLY = 1L << 40;
  public static final long HOST_ONLY = 1L << 41;

  /**
   * Event select of 12 bits and unit mask, whatever the vendor: {@code AMD64_RAW_EVENT_MASK_NB}.
   */
  public static final long RAW_EVENT_NB = SELECT_LOW | UNIT_MASK | SELECT_HIGH;

  /**
   * The events that KVM up to v5.19 asks perf for by a generic name on AMD, as filter keys: {@code
   * amd_event_mapping}, that of families before 17h.
   */
  public static final List<Long> AMD_GENERIC =
      List.of(0x76L, 0xc0L, 0x077dL, 0x077eL, 0xc2L, 0xc3L, 0xd0L, 0xd1L);

  private EventSelect() {}
}
