package pmuoracle.harness.generate.arm64;

import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.Dice;
import pmuoracle.spec.arm64.EventType;

/** The few event numbers of 16 bits that one program is about. */
final class EventPool {
  /** Retired instructions and branches, cycles, software increment, chain, a slot, extensions. */
  private static final int[] NAMED = {
    0x08, 0x08, 0x08, 0x11, 0x11, 0x21, 0x21, 0x3c, 0x1b, 0x3ff, 0x400, 0x4000, 0x4004, 0x4020,
    0x8000, 0xffff
  };

  private static final int[] SOFTWARE = {EventType.SW_INCR, EventType.CHAIN};
  private static final int WIDTH = 16;
  private static final int TEN_BITS = 0x3ff;
  private static final int SIXTEEN_BITS = 0xffff;

  private final Dice dice;
  private final Bias bias;
  private final int[] events;

  EventPool(Dice dice, Bias bias) {
    this.dice = dice;
    this.bias = bias;
    events = new int[dice.between(1, bias.poolSize())];
    for (int i = 0; i < events.length; i++) {
      events[i] =
          i > 0 && dice.chance(bias.neighbour()) ? neighbour(events[dice.below(i)]) : fresh();
    }
  }

  /** Any event. */
  int event() {
    return dice.chance(bias.hot()) ? events[dice.below(events.length)] : fresh();
  }

  /** An event that can retire: neither software increment nor chain. */
  int hardware() {
    int event = event();
    return isSoftware(event) ? EventType.CPU_CYCLES : event;
  }

  static boolean isSoftware(int event) {
    return event == EventType.SW_INCR || event == EventType.CHAIN;
  }

  /** The event with one bit flipped, the next one, or one that is equal in its low ten bits. */
  private int neighbour(int event) {
    return switch (dice.below(8)) {
      case 0 -> (event + 1) & SIXTEEN_BITS;
      case 1 -> (event - 1) & SIXTEEN_BITS;
      case 2, 3 -> (event & TEN_BITS) | ((int) dice.bits() & SIXTEEN_BITS & ~TEN_BITS);
      default -> event ^ (int) dice.bit(WIDTH);
    };
  }

  private int fresh() {
    int way = dice.below(16);
    if (way < 11) {
      return dice.of(NAMED);
    } else if (way < 13) {
      return dice.of(SOFTWARE);
    }
    return dice.below(way < 14 ? 0x40 : SIXTEEN_BITS + 1);
  }
}
