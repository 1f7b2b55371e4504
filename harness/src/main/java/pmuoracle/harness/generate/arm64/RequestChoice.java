package pmuoracle.harness.generate.arm64;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.Dice;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.FilterRequest;

/** Draws filter requests: honest ones, and ones with a single thing wrong or at its boundary. */
final class RequestChoice {
  private static final int U16 = 0xffff;
  private static final int FEW = 16;
  private static final int U24 = 0xff_ffff;
  private static final int[] ODD_ACTIONS = {2, 2, 3, 0x80, 0x81, 0xff};
  private static final long[] GROUPS = {3, 4, 0x100, 0xffff_ffffL};
  private static final long[] ATTRIBUTES = {5, 0x102, 0x1_0000_0002L, -1L};

  /** Ranges at the ends of both event spaces and of 16-bit arithmetic: base and count. */
  private static final int[][] ENDS = {
    {0xffff, 1},
    {0xffff, 2},
    {0xffff, 0xffff},
    {0x8000, 0x8000},
    {0x8000, 0x8001},
    {0, 0xffff},
    {1, 0xffff},
    {2, 0xffff},
    {0x3ff, 1},
    {0x3ff, 2},
    {0x400, 0},
    {0x400, 1},
    {0, 0x3ff},
    {0, 0x400},
    {0, 0x401},
    {0xffff, 0}
  };

  private final Bias bias;
  private final Dice dice;
  private final EventPool pool;
  private final int events;

  /** First events of ranges, and first events after ranges, drawn so far. */
  private final List<Integer> edges = new ArrayList<>();

  private int[] last = {0, 0};

  RequestChoice(Bias bias, Dice dice, Arm64Machine machine, EventPool pool) {
    this.bias = bias;
    this.dice = dice;
    this.pool = pool;
    events = Arm64Machine.eventMask(machine.hostLimit()) + 1;
  }

  FilterRequest draw() {
    int[] range = dice.chance(bias.boundary() / 2) ? end() : range();
    if (!edges.isEmpty() && dice.chance(0.1)) {
      range = last;
    }
    // A first range that allows little denies nearly everything, so that nothing would count.
    boolean first = edges.isEmpty();
    double deny = first ? range[1] < FEW ? 0.8 : 0.25 : 0.5;
    int action = dice.chance(deny) ? FilterRequest.DENY : FilterRequest.ALLOW;
    long group = FilterRequest.PMU_GROUP;
    long attribute = FilterRequest.FILTER;
    int readable = FilterRequest.BYTES;
    if (dice.chance(bias.refused())) {
      switch (dice.below(8)) {
        case 0, 1 -> action = dice.chance(0.7) ? dice.of(ODD_ACTIONS) : dice.between(2, 0xff);
        case 2, 3 -> readable = dice.below(FilterRequest.BYTES);
        case 4 -> group = dice.of(GROUPS);
        case 5 -> attribute = dice.of(ATTRIBUTES);
        case 6 -> range = new int[] {range[0], clamped(events - range[0] + 1)};
        default -> {
          range = end();
          action = dice.of(ODD_ACTIONS);
          readable = dice.chance(0.3) ? dice.below(FilterRequest.BYTES) : readable;
          attribute = dice.chance(0.2) ? dice.of(ATTRIBUTES) : attribute;
        }
      }
    }
    last = range;
    edges.add(range[0]);
    edges.add((range[0] + range[1]) & U16);
    int pad = dice.chance(bias.junk()) ? (int) dice.bits() & U24 : 0;
    boolean memory = !dice.chance(bias.refused() / 8);
    return new FilterRequest(group, attribute, range[0], range[1], action, pad, readable, memory);
  }

  /** A range that ends where the event space or 16 bits do, or one beside it. */
  private int[] end() {
    if (dice.chance(0.5)) {
      return ENDS[dice.below(ENDS.length)];
    }
    int base = clamped(dice.chance(0.5) ? pool.event() : events - dice.below(4));
    return new int[] {base, clamped(events - base + dice.between(-1, 1))};
  }

  /** Mostly one event of the pool, else a range with edges at or beside known ones. */
  private int[] range() {
    int way = dice.below(16);
    int event = clamped(Math.min(pool.event(), dice.chance(0.05) ? U16 : events - 1));
    if (way < 6) {
      return new int[] {event, 1};
    } else if (way < 8) {
      return new int[] {event, 0};
    } else if (way < 10) {
      int before = dice.below(8);
      int base = clamped(event - before);
      return between(base, event + dice.below(8));
    } else if (way < 12) {
      return between(0, event + dice.between(-1, 1));
    } else if (way < 13) {
      return between(event + dice.below(2), events - 1);
    }
    return between(edge(event) + dice.between(-1, 1), edge(event) + dice.between(-1, 1));
  }

  private int edge(int otherwise) {
    return edges.isEmpty() || dice.chance(0.3) ? otherwise : edges.get(dice.below(edges.size()));
  }

  /**
   * The range with both events in it, or none from the first on if they are the wrong way round.
   */
  private int[] between(int first, int last) {
    int base = clamped(first);
    return new int[] {base, clamped(Math.min(last, events - 1) - base + 1)};
  }

  private static int clamped(int value) {
    return Math.max(0, Math.min(U16, value));
  }
}
