package pmuoracle.spec.x86;

import pmuoracle.spec.Questions;

/**
 * Every event of a vendor on a general-purpose counter, then every fixed counter.
 *
 * @param vendor whose event selects have 8 or 12 bits
 */
public record X86Questions(Vendor vendor) implements Questions {
  private static final int LOW_BITS = 16;

  /** How many are about events. */
  public int events() {
    return vendor == Vendor.INTEL ? 1 << LOW_BITS : 1 << (LOW_BITS + 4);
  }

  @Override
  public int size() {
    return events() + (vendor == Vendor.INTEL ? X86Machine.MAX_FIXED : 0);
  }

  /** The event select that asks it: the low 16 bits, then the high four of the select. */
  public static long eventSelect(int question) {
    return (question & 0xffffL) | (long) (question >>> LOW_BITS) << 32;
  }

  /** The question about this event select. */
  public static int of(long eventSelect) {
    return (int) (eventSelect & 0xffff) | (int) (eventSelect >>> 32 & 0xf) << LOW_BITS;
  }

  @Override
  public String name(int question) {
    if (question >= events()) {
      return "fixed counter " + (question - events());
    }
    int select = (question & 0xff) | (question >>> 8 & 0xf00);
    return "event select 0x%03x, unit mask 0x%02x".formatted(select, question >>> 8 & 0xff);
  }
}
