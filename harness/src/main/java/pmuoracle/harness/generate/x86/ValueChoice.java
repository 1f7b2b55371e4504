package pmuoracle.harness.generate.x86;

import java.util.OptionalLong;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.Dice;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FixedControl;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;

/** Draws the values a guest writes to its registers: mostly valid, mostly enabling. */
final class ValueChoice {
  private static final long MODIFIERS =
      EventSelect.EDGE
          | EventSelect.PIN_CONTROL
          | EventSelect.INTERRUPT
          | EventSelect.INVERT
          | EventSelect.COUNTER_MASK;
  private static final int[] NIBBLES = {0, 1, 2, 3, 3, 3, 3, 0xb};
  private static final long[] TIMES = {1, 1, 1, 2, 3, 5, 100, 0x7fff_ffffL, 0xffff_ffffL};

  private final Dice dice;
  private final EventPool pool;
  private final X86Machine machine;
  private final double junk;
  private final boolean hostGuestOnly;

  ValueChoice(X86Model model, Bias bias, Dice dice, X86Machine machine, EventPool pool) {
    this.dice = dice;
    this.pool = pool;
    this.machine = machine;
    junk = bias.junk() / 4;
    hostGuestOnly =
        model.hostGuestOnly() && machine.mediated() && machine.nested() && dice.chance(0.6);
  }

  /** For an event select that held {@code old}. */
  long select(long old) {
    int way = dice.below(16);
    if (way == 0 && old != 0) {
      return old;
    } else if (way == 1 && old != 0) {
      return old ^ EventSelect.ENABLE;
    } else if (way == 2 && old != 0) {
      return dice.chance(junk) ? dice.bits() : 0;
    }
    long value = pool.key() | privileges();
    value |= dice.chance(0.95) ? EventSelect.ENABLE : 0;
    value |= dice.chance(0.2) ? dice.bits() & MODIFIERS : 0;
    if (machine.vendor() == Vendor.INTEL) {
      value |= dice.chance(machine.txWritable() ? 0.25 : junk) ? EventSelect.IN_TX : 0;
      value |=
          dice.chance(machine.txWritable() ? 0.1 : junk / 2) ? EventSelect.IN_TX_CHECKPOINTED : 0;
    } else {
      double share = hostGuestOnly ? 0.3 : junk;
      value |= dice.chance(share) ? EventSelect.GUEST_ONLY : 0;
      value |= dice.chance(share) ? EventSelect.HOST_ONLY : 0;
    }
    return dice.chance(junk) ? value | dice.bit(Long.SIZE) : value;
  }

  private long privileges() {
    return switch (dice.below(8)) {
      case 0 -> EventSelect.USR;
      case 1, 2 -> EventSelect.OS;
      case 3 -> dice.chance(0.3) ? 0 : EventSelect.OS;
      default -> EventSelect.USR | EventSelect.OS;
    };
  }

  /** For fixed control that held {@code old}: often one nibble changed and the others kept. */
  long fixedControl(long old) {
    long value = old;
    if (old != 0 && dice.chance(0.6)) {
      int shift = 4 * dice.below(machine.fixed());
      value = (old & ~(0xfL << shift)) | ((long) dice.of(NIBBLES) << shift);
    } else {
      value = 0;
      for (int i = 0; i < machine.fixed(); i++) {
        value |= (long) dice.of(NIBBLES) << (4 * i);
      }
    }
    return dice.chance(junk) ? value | dice.bit(Long.SIZE) : value;
  }

  /** Every fixed counter at both privileges. */
  long fixedControlOfAll() {
    long value = 0;
    for (int i = 0; i < machine.fixed(); i++) {
      value |= FixedControl.ENABLE << (4 * i);
    }
    return value;
  }

  /** For global control that held {@code old}. */
  long globalControl(long old) {
    return switch (dice.below(16)) {
      case 0, 1 -> 0;
      case 2 -> old;
      case 3, 4 -> old ^ counterBit();
      case 5 -> counterBit();
      case 6 -> dice.bits() & machine.globalBits();
      case 7 -> machine.globalBits() | (dice.chance(2 * junk) ? dice.bit(Long.SIZE) : 0);
      default -> machine.globalBits();
    };
  }

  /** The value an L2 transition loads, if it loads one. */
  OptionalLong loadedGlobalControl(VcpuHistory history) {
    if (machine.vendor() != Vendor.INTEL || !machine.globalControl() || dice.chance(0.3)) {
      return OptionalLong.empty();
    }
    int field = history.inL2 ? 0 : 1;
    if (dice.chance(0.4)) {
      long both = otherGlobalControl(history.globalControl);
      history.loaded[field] = both;
      history.loaded[1 - field] = dice.chance(0.5) ? both : history.loaded[1 - field];
    }
    return OptionalLong.of(history.loaded[field]);
  }

  /** Usually another value than before, since loading the same one shows nothing. */
  private long otherGlobalControl(long old) {
    long value = globalControl(old);
    return value == old && dice.chance(0.7) ? old ^ counterBit() : value;
  }

  /** For the register that clears status bits. */
  long clearedStatus() {
    return switch (dice.below(4)) {
      case 0 -> counterBit();
      case 1 -> dice.chance(4 * junk) ? dice.bit(Long.SIZE) : 3L << 62;
      default -> machine.globalBits();
    };
  }

  /** For a counter: near its overflow, or anything. */
  long counter() {
    return switch (dice.below(8)) {
      case 0 -> 0;
      case 1 -> dice.bits();
      case 2 -> dice.bits() & machine.counterMask();
      case 3 -> (dice.chance(0.5) ? 0x8000_0000L : 0xffff_ffffL) - dice.below(2);
      default -> -1L - dice.below(4);
    };
  }

  /** For a counter's full-width alias, where bits above the width are reserved. */
  long fullWidthCounter() {
    return dice.chance(junk) ? counter() : counter() & machine.counterMask();
  }

  long times() {
    return dice.of(TIMES);
  }

  private long counterBit() {
    return machine.counters() == 0 ? 1 : 1L << machine.globalBit(dice.below(machine.counters()));
  }
}
