package pmuoracle.oracle.x86;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import pmuoracle.oracle.compile.Compiled;
import pmuoracle.oracle.compile.Compiler;
import pmuoracle.oracle.encoding.x86.Entry;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Questions;

/**
 * The events that some entry of a list includes, and those that some entry excludes, in the order
 * of {@link X86Questions}.
 *
 * <p>What one entry includes is a cube, and so is what it excludes: some bits of select and unit
 * mask are fixed, the low eight always, the others free, and the entry's own event is in it unless
 * it is empty. That is proved for each generation. So an entry is asked about its own event and
 * about those one bit away, all in one function.
 */
final class CoveredEvents {
  /** The eight bits below are never free. */
  private static final long MAYBE_FREE = EventSelect.UNIT_MASK | EventSelect.SELECT_HIGH;

  private static final int INCLUDED = 0;
  private static final int INCLUDED_BESIDE = 1;
  private static final int EXCLUDED = 2;
  private static final int EXCLUDED_BESIDE = 3;

  private final Compiled around;
  private final long[] out = new long[4];
  private final long[] included;
  private final long[] excluded;
  private int questions;

  /** No events, of at most so many questions. */
  CoveredEvents(X86Model model, int most) {
    included = new long[most / Long.SIZE];
    excluded = new long[most / Long.SIZE];
    try (Terms terms = new Terms()) {
      EntryInputs in = EntryInputs.variables(MachineTerms.variables(terms));
      Function<Word, Bool> includes =
          event -> Entry.includes(model.matching(), in.machine(), in.masked(), in.entry(), event);
      Function<Word, Bool> excludes =
          event -> Entry.excludes(model.matching(), in.machine(), in.masked(), in.entry(), event);
      around =
          Compiler.compile(
              in.terms(),
              List.of(),
              List.of(
                  includes.apply(in.eventSelect()),
                  beside(in, includes),
                  excludes.apply(in.eventSelect()),
                  beside(in, excludes)));
    }
  }

  /** The bits of the machine's event selects by which one may differ for it to hold again. */
  private static Word beside(EntryInputs in, Function<Word, Bool> holds) {
    Terms terms = in.machine().world();
    Word none = terms.word(Long.SIZE, 0);
    Word bits = none;
    for (long rest = MAYBE_FREE; rest != 0; rest &= rest - 1) {
      Word bit = terms.word(Long.SIZE, Long.lowestOneBit(rest));
      Bool has = in.machine().keyMask().and(bit).is(0).not();
      bits = bits.or(has.and(holds.apply(in.eventSelect().xor(bit))).choose(bit, none));
    }
    return bits;
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
    list.ask(around, entry, X86Questions.eventSelect(own), out);
    if (out[INCLUDED] != 0) {
      add(included, own, X86Questions.of(out[INCLUDED_BESIDE]));
    }
    if (out[EXCLUDED] != 0) {
      add(excluded, own, X86Questions.of(out[EXCLUDED_BESIDE]));
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
