package pmuoracle.harness.system.imperative.x86;

/**
 * For each event select that some entry names, the unit masks that include entries cover and those
 * that exclude entries cover. Emptied without touching its slots.
 */
final class EventTable {
  /** Twice the most entries any generation accepts, so that probing ends. */
  private static final int SLOTS = 1024;

  private static final int PER_SLOT = 2 * UnitMasks.WORDS;

  private final long[] selects = new long[SLOTS];
  private final int[] stamps = new int[SLOTS];
  private final long[] sets = new long[SLOTS * PER_SLOT];
  private int stamp = 1;

  void clear() {
    stamp++;
  }

  /** Adds what one entry covers. */
  void add(long select, int mask, int match, boolean exclude) {
    int slot = slot(select);
    int at = slot * PER_SLOT;
    if (stamps[slot] != stamp) {
      stamps[slot] = stamp;
      selects[slot] = select;
      for (int i = 0; i < PER_SLOT; i++) {
        sets[at + i] = 0;
      }
    }
    UnitMasks.add(sets, exclude ? at + UnitMasks.WORDS : at, mask, match);
  }

  /** Whether some include entry covers the event and no exclude entry does. */
  boolean lists(long select, int unitMask) {
    for (int slot = first(select); stamps[slot] == stamp; slot = (slot + 1) & (SLOTS - 1)) {
      if (selects[slot] == select) {
        return UnitMasks.containsAlone(sets, slot * PER_SLOT, unitMask);
      }
    }
    return false;
  }

  /** Where the select is, or the free slot where it would be. */
  private int slot(long select) {
    int slot = first(select);
    while (stamps[slot] == stamp && selects[slot] != select) {
      slot = (slot + 1) & (SLOTS - 1);
    }
    return slot;
  }

  /** Where the select is if nothing else is there. */
  private static int first(long select) {
    return (int) ((select * 0x9e37_79b9_7f4a_7c15L) >>> 54);
  }
}
