package pmuoracle.harness.generate.arm64;

import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.Dice;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.Hcr;
import pmuoracle.spec.arm64.Mdcr;
import pmuoracle.spec.arm64.Pmcr;

/** Draws the values a guest writes to its registers: mostly valid, mostly enabling. */
final class ValueChoice {
  private static final long LEVEL_BITS =
      EventType.P | EventType.U | EventType.NSK | EventType.NSU | EventType.NSH;
  private static final int LEVEL_SHIFT = Long.numberOfTrailingZeros(EventType.NSH);
  private static final long CYCLE_BIT = 1L << Arm64Machine.CYCLE;
  private static final long EVENT = 0xffff;
  private static final long U32 = 0xffff_ffffL;
  private static final long[] TIMES = {1, 1, 1, 2, 3, 5, 100, 0x7fff_ffffL, U32};

  private final Dice dice;
  private final EventPool pool;
  private final Arm64Machine machine;
  private final double junk;

  ValueChoice(Bias bias, Dice dice, Arm64Machine machine, EventPool pool) {
    this.dice = dice;
    this.pool = pool;
    this.machine = machine;
    junk = bias.junk() / 3;
  }

  /** For a type register that held {@code old}. */
  long type(long old) {
    return switch (dice.below(16)) {
      case 0 -> old;
      case 1 -> old ^ (1L << (LEVEL_SHIFT + dice.below(5)));
      case 2 -> (old & ~EVENT) | pool.event();
      default -> type(pool.event(), levels());
    };
  }

  /** For a type register that shall have this event and count in most places. */
  long countingType(int event) {
    return type(event, dice.chance(0.8) ? everywhere() : levels());
  }

  private long type(int event, long levels) {
    long value = event | levels;
    value |= dice.chance(junk) ? EventType.M : 0;
    return dice.chance(junk) ? value | dice.bit(Long.SIZE) : value;
  }

  private long everywhere() {
    return machine.nested() ? EventType.NSH : 0;
  }

  /** Any of the 32 combinations, the one that counts everywhere more often. */
  private long levels() {
    return switch (dice.below(4)) {
      case 0 -> everywhere();
      case 1 -> everywhere() ^ (1L << (LEVEL_SHIFT + dice.below(5)));
      default -> (dice.bits() << LEVEL_SHIFT) & LEVEL_BITS;
    };
  }

  /** For PMCR_EL0. */
  long control() {
    long value = dice.chance(0.85) ? Pmcr.E : 0;
    // Both resets in one write as often as each alone.
    value |= dice.chance(0.12) ? dice.between(1, 3) * Pmcr.P : 0;
    value |= dice.chance(0.3) ? Pmcr.DP : 0;
    value |= dice.chance(0.35) ? Pmcr.LC : 0;
    value |= dice.chance(0.25) ? Pmcr.LP : 0;
    return dice.chance(junk) ? value | dice.bit(Long.SIZE) : value;
  }

  /** For a register with one bit for each counter. */
  long counters() {
    return switch (dice.below(8)) {
      case 0, 1, 2 -> counterBit();
      case 3 -> dice.bits() & all();
      case 4 -> dice.chance(0.5) ? dice.bits() : U32;
      default -> all();
    };
  }

  /** Every counter there is, the cycle counter among them. */
  long all() {
    return CYCLE_BIT | ((1L << machine.counters()) - 1);
  }

  private long counterBit() {
    return dice.chance(0.2) ? CYCLE_BIT : 1L << dice.below(machine.counters());
  }

  /** For MDCR_EL2. */
  long hypControl() {
    int n = machine.counters();
    long value = dice.chance(0.5) ? n : dice.below(Math.min(32, n + 2));
    value |= dice.chance(0.6) ? Mdcr.HPME : 0;
    value |= dice.chance(0.4) ? Mdcr.HPMD : 0;
    value |= dice.chance(0.2) ? Mdcr.HCCD : 0;
    value |= dice.chance(0.25) ? Mdcr.HLP : 0;
    return dice.chance(junk) ? value | dice.bit(Long.SIZE) : value;
  }

  /** For HCR_EL2. */
  long hypConfiguration() {
    long value = dice.chance(0.4) ? Hcr.TGE : 0;
    value |= dice.chance(0.5) ? Hcr.E2H : 0;
    return dice.chance(junk) ? value | dice.bit(Long.SIZE) : value;
  }

  /** For a counter: near its overflow at 32 or 64 bits, or anything. */
  long counter() {
    return switch (dice.below(8)) {
      case 0 -> 0;
      case 1 -> dice.bits();
      case 2, 3, 4 -> U32 - dice.below(4);
      case 5 -> (dice.bits() << Integer.SIZE) | (U32 - dice.below(2));
      default -> -1L - dice.below(4);
    };
  }

  long times() {
    return dice.of(TIMES);
  }
}
