package pmuoracle.harness.generate.x86;

import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.Dice;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FixedControl;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;

/**
 * The few events one program is about: 12-bit selects and unit masks, at their places in a
 * selector, whatever the vendor.
 */
final class EventPool {
  /** Intel's architectural events in the order of CPUID's bits. */
  private static final long[] ARCHITECTURAL = {
    0x003c, 0x00c0, 0x013c, 0x4f2e, 0x412e, 0x00c4, 0x00c5
  };

  /** Intel's architectural events, retired ones more often, and the encodings of fixed counters. */
  private static final long[] INTEL = {
    0x00c0, 0x00c0, 0x00c0, 0x00c0, 0x00c4, 0x00c4, 0x00c4, 0x003c, 0x013c, 0x4f2e, 0x412e, 0x00c5,
    0x01a4, 0x0300, 0x0400
  };

  /**
   * What AMD gives the same names to, and an event with each bit of the select above the eighth.
   */
  private static final long[] AMD = {
    0x00c0,
    0x00c0,
    0x00c0,
    0x00c0,
    0x00c2,
    0x00c2,
    0x00c2,
    0x0076,
    0x00c3,
    0x1_0000_00c0L,
    0x2_0000_00c2L,
    0x4_0000_0043L,
    0x8_0000_0000L
  };

  private static final int[] KEY_BITS = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 32, 33, 34, 35
  };

  private final Dice dice;
  private final Bias bias;
  private final Vendor vendor;

  /** Architectural events that the machine says it lacks. */
  private final int unavailable;

  private final long[] events;

  EventPool(Dice dice, Bias bias, X86Machine machine) {
    this.dice = dice;
    this.bias = bias;
    vendor = machine.vendor();
    unavailable = machine.unavailableEvents();
    events = new long[dice.between(1, bias.poolSize())];
    for (int i = 0; i < events.length; i++) {
      events[i] =
          i > 0 && dice.chance(bias.neighbour()) ? neighbour(events[dice.below(i)]) : fresh();
    }
  }

  /** An event with a 12-bit select. */
  long wide() {
    return dice.chance(bias.hot()) ? events[dice.below(events.length)] : fresh();
  }

  /** An event this vendor's counters can be programmed with: a filter key. */
  long key() {
    return wide() & vendor.keyMask();
  }

  /** The event with one bit of select or unit mask flipped, or equal in its low 8 or 16 bits. */
  long neighbour(long event) {
    int way = dice.below(8);
    if (way == 0) {
      return (event & EventSelect.SELECT_LOW) | (dice.bits() & EventSelect.UNIT_MASK);
    } else if (way <= 2) {
      return (event & 0xffff) | (dice.bits() & EventSelect.SELECT_HIGH);
    }
    return event ^ (1L << dice.of(KEY_BITS));
  }

  private long fresh() {
    if (unavailable != 0 && dice.chance(0.3)) {
      return missing();
    }
    int way = dice.below(16);
    if (way < 10) {
      boolean wide = vendor == Vendor.AMD && dice.chance(0.25);
      return dice.of(vendor == Vendor.INTEL ? INTEL : AMD)
          | (wide ? dice.bits() & EventSelect.SELECT_HIGH : 0);
    } else if (way < 11) {
      return dice.of(vendor == Vendor.INTEL ? AMD : INTEL);
    } else if (way < 12) {
      return FixedControl.encoding(dice.below(X86Machine.MAX_FIXED));
    } else if (way < 13) {
      return 0;
    } else if (way < 14) {
      return dice.bits() & 0xffff;
    }
    return dice.bits() & EventSelect.RAW_EVENT_NB;
  }

  /** One that the machine says it lacks. */
  private long missing() {
    int bit = dice.below(ARCHITECTURAL.length);
    while ((unavailable >>> bit & 1) == 0) {
      bit = (bit + 1) % ARCHITECTURAL.length;
    }
    return ARCHITECTURAL[bit];
  }
}
