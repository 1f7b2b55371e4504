package pmuoracle.spec.arm64;

import java.util.Optional;

/**
 * What userspace hands to {@code KVM_SET_DEVICE_ATTR}, the absurd included.
 *
 * @param group u32: {@link #PMU_GROUP}, or another
 * @param attribute 64 bits: {@link #FILTER}, or another
 * @param base u16: first event of the range
 * @param nevents u16
 * @param action u8
 * @param pad 24 bits, never looked at
 * @param readable how many of the structure's 8 bytes can be read
 * @param memory whether the kernel can allocate a bitmap
 */
public record FilterRequest(
    long group,
    long attribute,
    int base,
    int nevents,
    int action,
    int pad,
    int readable,
    boolean memory) {
  public static final long PMU_GROUP = 0;
  public static final long TIMER_GROUP = 1;
  public static final long PVTIME_GROUP = 2;
  public static final long FILTER = 2;

  /** The PMU's attributes are below this: IRQ, INIT, FILTER, SET_PMU, SET_NR_COUNTERS. */
  public static final long ATTRIBUTES = 5;

  public static final int ALLOW = 0;
  public static final int DENY = 1;
  public static final int BYTES = 8;

  public FilterRequest {
    range("group", group, 0xffff_ffffL);
    range("base", base, 0xffff);
    range("nevents", nevents, 0xffff);
    range("action", action, 0xff);
    range("pad", pad, 0xff_ffff);
    range("readable", readable, BYTES);
  }

  /**
   * What else the call asks for, if it is another's: the timer's or PVTIME's group, or another
   * attribute of the PMU's. Only calls for the filter, and calls for nothing at all, are steps.
   */
  public Optional<String> otherMeaning() {
    if (group == TIMER_GROUP || group == PVTIME_GROUP) {
      return Optional.of("group %d is not the PMU's; expected 0, or 3 and above".formatted(group));
    }
    return group == PMU_GROUP && attribute != FILTER && attribute >= 0 && attribute < ATTRIBUTES
        ? Optional.of(
            "attribute %d of the PMU is not its filter; expected 2, or 5 and above"
                .formatted(attribute))
        : Optional.empty();
  }

  /** A request that is the filter attribute and all readable. */
  public static FilterRequest of(int base, int nevents, int action) {
    return new FilterRequest(PMU_GROUP, FILTER, base, nevents, action, 0, BYTES, true);
  }

  private static void range(String field, long value, long high) {
    if (value < 0 || value > high) {
      throw new IllegalArgumentException(
          field + " 0x" + Long.toHexString(value) + "; expected 0 to 0x" + Long.toHexString(high));
    }
  }
}
