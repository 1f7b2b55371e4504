package pmuoracle.oracle.x86;

import java.util.Arrays;
import pmuoracle.spec.x86.X86Questions;

/**
 * The events that some entry of a list includes, and those that some entry excludes, in the order
 * of {@link X86Questions}.
 *
 * <p>What one entry includes is a cube, and so is what it excludes: some bits of select and unit
 * mask are fixed, the others free, and the entry's own event is in it unless it is empty. That is
 * proved for each generation. So an entry is asked about its own event and about those one bit
 * away.
 */
final class CoveredEvents {
  /** The eight bits below are never free: an entry matches only events that have its own. */
  private static final int FIRST_FREE = 0x100;

  private final long[] included;
  private final long[] excluded;
  private int questions;

  /** No events, of at most so many questions. */
  CoveredEvents(int most) {
    included = new long[most / Long.SIZE];
    excluded = new long[most / Long.SIZE];
  }

  /**
   * The events of another list.
   *
   * @param events how many there are, a power of two
   */
  void cover(ConcreteList list, int events) {
    Arrays.fill(included, 0, questions / Long.SIZE, 0);
    Arrays.fill(excluded, 0, questions / Long.SIZE, 0);
    questions = events;
    for (int entry = 0; entry < list.size(); entry++) {
      add(list, entry);
    }
  }

  private void add(ConcreteList list, int entry) {
    int own = X86Questions.of(list.entry(entry)) & (questions - 1);
    int says = list.says(entry, X86Questions.eventSelect(own));
    if (says == 0) {
      return;
    }
    int includesBeside = 0;
    int excludesBeside = 0;
    for (int bit = FIRST_FREE; bit < questions; bit <<= 1) {
      int beside = says & list.says(entry, X86Questions.eventSelect(own ^ bit));
      includesBeside |= (beside & ConcreteList.INCLUDES) != 0 ? bit : 0;
      excludesBeside |= (beside & ConcreteList.EXCLUDES) != 0 ? bit : 0;
    }
    if ((says & ConcreteList.INCLUDES) != 0) {
      add(included, own, includesBeside);
    }
    if ((says & ConcreteList.EXCLUDES) != 0) {
      add(excluded, own, excludesBeside);
    }
  }

  /** Adds the event with every choice of its free bits. */
  private static void add(long[] events, int own, int free) {
    int chosen = free;
    do {
      int event = (own & ~free) | chosen;
      events[event / Long.SIZE] |= 1L << event;
      chosen = (chosen - 1) & free;
    } while (chosen != free);
  }

  boolean includes(int event) {
    return (included[event / Long.SIZE] >>> event & 1) != 0;
  }

  boolean excludes(int event) {
    return (excluded[event / Long.SIZE] >>> event & 1) != 0;
  }

  /** Which of 64 events, from 64 times {@code word} on, some entry includes. */
  long includedWord(int word) {
    return included[word];
  }

  /** Likewise, excludes. */
  long excludedWord(int word) {
    return excluded[word];
  }
}
