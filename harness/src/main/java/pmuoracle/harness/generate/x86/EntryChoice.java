package pmuoracle.harness.generate.x86;

import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.Dice;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.MaskedEntry;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;

/** Draws entries of event lists, around the pool's events. */
final class EntryChoice {
  /** Enabled and counting at both privileges: what a user who copies a register value lists. */
  private static final long REGISTER_VALUE = EventSelect.ENABLE | EventSelect.USR | EventSelect.OS;

  private final Dice dice;
  private final EventPool pool;
  private final Vendor vendor;
  private final double junk;

  /**
   * The junk of single entries.
   *
   * @param tidy whether entries keep to the places of event select and unit mask
   */
  EntryChoice(Dice dice, Bias bias, X86Machine machine, EventPool pool, boolean tidy) {
    this.dice = dice;
    this.pool = pool;
    vendor = machine.vendor();
    junk = tidy ? 0 : bias.junk() / 2;
  }

  /** An entry without the masked flag. */
  long raw() {
    long event = pool.wide();
    if (dice.chance(0.2)) {
      event = pool.neighbour(event);
    }
    if (vendor == Vendor.INTEL && dice.chance(0.8)) {
      event &= vendor.keyMask();
    }
    if (junk == 0 || !dice.chance(junk)) {
      return event;
    }
    return switch (dice.below(4)) {
      case 0 -> event | REGISTER_VALUE;
      case 1 -> event | EventSelect.IN_TX | (dice.bits() & EventSelect.IN_TX_CHECKPOINTED);
      case 2 -> event | dice.bits();
      default -> event | dice.bit(Long.SIZE);
    };
  }

  /** An entry for the masked flag; with few entries that no model would accept. */
  long masked() {
    long event = pool.wide() & vendor.keyMask();
    long mask = mask();
    long match = (event & MaskedEntry.MATCH) >>> MaskedEntry.MATCH_SHIFT;
    if (dice.chance(0.25)) {
      match ^= dice.bit(8);
    }
    if (dice.chance(0.7)) {
      match &= mask;
    }
    long entry =
        (event & MaskedEntry.SELECT)
            | (match << MaskedEntry.MATCH_SHIFT)
            | (mask << MaskedEntry.MASK_SHIFT);
    if (dice.chance(0.25)) {
      entry |= MaskedEntry.EXCLUDE;
    }
    // One junk bit makes the whole request refused, so lists would hardly ever pass at full share.
    return dice.chance(junk / 8) ? entry | dice.bit(Long.SIZE) : entry;
  }

  /** A valid entry that has nothing to do with the pool. */
  long filler(boolean masked) {
    long event = dice.bits() & vendor.keyMask();
    return masked ? event | MaskedEntry.MASK : event;
  }

  private long mask() {
    return switch (dice.below(8)) {
      case 0, 1, 2 -> 0xff;
      case 3, 4 -> 0;
      case 5 -> 0xff ^ dice.bit(8);
      case 6 -> dice.bit(8);
      default -> dice.bits() & 0xff;
    };
  }
}
