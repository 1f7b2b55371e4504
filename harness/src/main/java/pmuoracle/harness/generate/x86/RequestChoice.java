package pmuoracle.harness.generate.x86;

import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.Dice;
import pmuoracle.spec.Words;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Model.Actions;
import pmuoracle.spec.x86.X86Model.Matching;

/** Draws filter requests: honest ones, and ones with a single thing wrong or at its boundary. */
final class RequestChoice {
  private static final long U32 = 0xffff_ffffL;
  private static final long[] ODD_ACTIONS = {2, 3, 7, 0x100, 0x8000_0000L, 0x8000_0001L, U32};
  private static final long[] BITMAPS = {0, 0, 0, 1, 2, 4, 7, U32, 0xffff_fff8L};
  private static final long[] HUGE = {
    0x1fff_fffbL, 0x1fff_fffcL, 0x1fff_ffffL, 0x2000_0000L, 0x2000_0001L, 0x8000_0000L, U32 - 1, U32
  };

  /** From this length on a list is mostly events that nobody counts. */
  private static final int MANY = 32;

  private final X86Model model;
  private final Bias bias;
  private final Dice dice;
  private final EntryChoice entries;
  private final X86Machine machine;

  RequestChoice(X86Model model, Bias bias, Dice dice, X86Machine machine, EntryChoice entries) {
    this.model = model;
    this.bias = bias;
    this.dice = dice;
    this.machine = machine;
    this.entries = entries;
  }

  FilterRequest draw() {
    long flags = model.validFlags() != 0 && dice.chance(0.6) ? model.validFlags() : 0;
    long action = action();
    Words events = events(flags != 0, action == allow());
    long count = events.size();
    long readable = FilterRequest.ALL;
    if (dice.chance(bias.boundary() / 4)) {
      readable = model.headerBytes() + 8 * count;
    } else if (dice.chance(bias.boundary() / 4) && count > 0) {
      count = dice.below((int) count);
    }
    if (dice.chance(bias.refused())) {
      switch (dice.below(5)) {
        case 0 -> action = dice.chance(0.5) ? dice.of(ODD_ACTIONS) : dice.bits() & U32;
        case 1 -> flags ^= dice.bit(32);
        case 2 -> count = count(events.size());
        case 3 -> readable = readable(count);
        default -> {
          count = count(events.size());
          readable = readable(Math.min(count, FilterRequest.MAX_EVENTS));
          action = dice.chance(0.3) ? dice.of(ODD_ACTIONS) : action;
        }
      }
    }
    long pad = dice.chance(bias.junk()) ? dice.bits() & U32 : 0;
    return new FilterRequest(action, count, bitmap(), flags, pad, events, readable);
  }

  private long action() {
    return model.actions() == Actions.NONE_ACCEPT_REJECT && dice.chance(0.8)
        ? dice.between(1, 2)
        : dice.below(2);
  }

  private int allow() {
    return model.actions() == Actions.NONE_ACCEPT_REJECT ? 1 : 0;
  }

  private long bitmap() {
    return switch (dice.below(8)) {
      case 0, 1, 2, 3 -> dice.of(BITMAPS);
      case 4, 5 -> dice.bit(Math.max(1, machine.fixed()));
      case 6 -> U32 ^ dice.bit(Math.max(1, machine.fixed()));
      default -> dice.bits() & U32;
    };
  }

  /** A claimed count: a limit of the model, of arithmetic in 32 bits, or the list's own size. */
  private long count(int size) {
    int max = model.maxEvents();
    return switch (dice.below(8)) {
      case 0 -> dice.below(3);
      case 1 -> size + 1L;
      case 2 -> max - 1L;
      case 3 -> max;
      case 4 -> max + 1L;
      case 5 -> dice.bits() & U32;
      default -> dice.of(HUGE);
    };
  }

  /** An edge of the header, of the events or of one event. */
  private long readable(long count) {
    int header = model.headerBytes();
    long end = header + 8 * count;
    return switch (dice.below(8)) {
      case 0 -> 0;
      case 1 -> dice.between(0, header);
      case 2 -> header - 1L;
      case 3 -> header;
      case 4 -> header + 8;
      case 5 -> end - 8 < 0 ? 0 : end - 8;
      case 6 -> end - 1;
      default -> end;
    };
  }

  private Words events(boolean masked, boolean allowed) {
    boolean otherForm = model.matching() == Matching.MASKED && dice.chance(bias.junk() / 3);
    int size = size();
    // What an allow list does not name is denied, and where nothing counts little is seen.
    long[] events = new long[allowed && size > 0 && size < MANY ? size + dice.below(3) : size];
    for (int i = 0; i < events.length; i++) {
      if (i > 0 && dice.chance(0.05)) {
        events[i] = events[dice.below(i)];
      } else if (events.length > MANY && dice.chance(0.95)) {
        events[i] = entries.filler(masked);
      } else {
        events[i] = masked != otherForm ? entries.masked() : entries.raw();
      }
    }
    return Words.of(events);
  }

  private int size() {
    if (dice.chance(bias.longList())) {
      return model.maxEvents() + dice.between(-2, 1);
    }
    return switch (dice.below(16)) {
      case 0 -> 0;
      case 1, 2, 3, 4, 5 -> 1;
      case 6, 7, 8, 9 -> 2;
      case 10, 11, 12 -> dice.between(3, 4);
      case 13, 14 -> dice.between(4, 8);
      default -> dice.between(4, 24);
    };
  }
}
