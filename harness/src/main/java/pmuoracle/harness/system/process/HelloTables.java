package pmuoracle.harness.system.process;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;

/** The tables that can follow the name in a hello: the names of facts, what each step shows. */
final class HelloTables {
  /** Bits of the hello's observations that say that a table follows. */
  private static final int FACTS = 1 << 5;

  private static final int STEPS = 1 << 6;

  private static final int MAX_FACTS = 8;
  private static final int MAX_NAME = 32;
  private static final int MAX_STEPS = 64;
  static final int MAX_BYTES = 8 + MAX_FACTS * (1 + MAX_NAME) + 4 * MAX_STEPS;

  private final byte[] bytes;
  private final int size;
  private int at;
  private final FactNames facts;
  private final List<Integer> shown;

  /**
   * Reads them; a {@link ProcessFailed} if they are none.
   *
   * @param from where the first one begins
   * @param observations as the hello has them
   * @param steps how many kinds of step there are
   */
  HelloTables(Frame frame, int from, int observations, int steps) {
    bytes = frame.bytes();
    size = frame.size();
    at = from;
    facts = (observations & FACTS) == 0 ? FactNames.NONE : readFacts();
    int observed = observations & Announcement.ALL_KINDS;
    shown =
        (observations & STEPS) == 0
            ? Collections.nCopies(steps, observed)
            : readShown(observed, steps);
  }

  private FactNames readFacts() {
    int ofCounters = word();
    Hello.requireCount("facts of a counter", ofCounters, 0, MAX_FACTS);
    int ofMachine = word();
    Hello.requireCount("facts in all", ofCounters + ofMachine, Math.max(1, ofCounters), MAX_FACTS);
    FactNames names = new FactNames(readNames(ofCounters), readNames(ofMachine));
    requireDistinct(names.ofCounters());
    requireDistinct(names.ofMachine());
    return names;
  }

  private static void requireDistinct(List<String> names) {
    if (new HashSet<>(names).size() < names.size()) {
      throw Hello.bad("has two facts of the same name in its hello: " + String.join(", ", names));
    }
  }

  private List<String> readNames(int count) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int length = Byte.toUnsignedInt(bytes[take(1)]);
      Hello.requireCount("bytes of a fact's name", length, 1, MAX_NAME);
      names.add(Hello.name(bytes, take(length), length));
    }
    return names;
  }

  private List<Integer> readShown(int observed, int steps) {
    List<Integer> kinds = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      int made = word();
      if ((made & ~observed) != 0) {
        throw Hello.bad(
            "has observations 0x%x after step %d in its hello; it announces 0x%x in all"
                .formatted(made, step, observed));
      }
      kinds.add(made);
    }
    return kinds;
  }

  private int word() {
    return WireBytes.getInt(bytes, take(4));
  }

  /** Where so many bytes begin. */
  private int take(int count) {
    if (size - at < count) {
      throw Hello.bad("has a hello that ends before its tables");
    }
    at += count;
    return at - count;
  }

  FactNames facts() {
    return facts;
  }

  /** For each kind of step the observations made after it. */
  List<Integer> shown() {
    return shown;
  }
}
