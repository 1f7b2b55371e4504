package pmuoracle.oracle.x86;

import java.util.function.LongPredicate;
import pmuoracle.oracle.compile.Compiled;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.spec.Words;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.X86Machine;

/**
 * One installed event list, asked through the compiled condition of one entry. An entry matches
 * only events with its low eight bits, whatever the generation, which is proved; so only such
 * entries are asked. What was asked is remembered while the list lasts: only select and unit mask
 * of an event select matter.
 */
final class ConcreteList implements LongPredicate {
  private static final LongPredicate[] NONE = {};
  private static final int MEMORY = 64;
  private static final int LOW = 0xff;

  /** Bits of what an entry says. */
  static final int INCLUDES = 1;

  static final int EXCLUDES = 2;

  private final EntryFunctions functions;
  private final int predicates;
  private final long[] in = new long[EntryInputs.SIZE];
  private final long[] out = new long[Long.SIZE];
  private final long[] combined = new long[4];
  private final long[] keys = new long[MEMORY];
  private final long[] installs = new long[MEMORY];
  private final long[] answers = new long[MEMORY];

  /** For each low eight bits the number, from 1, of an entry that has them; 0 for none. */
  private final int[] first = new int[LOW + 1];

  /** For each entry the number of another one with its low eight bits. */
  private final int[] next = new int[FilterRequest.MAX_EVENTS];

  private Words looked = Words.of();
  private boolean someReserved;
  private boolean someDropped;
  private boolean someUnsettled;
  private Words events = Words.of();
  private boolean dropped;
  private long install = 1;

  ConcreteList(CompiledX86 compiled) {
    functions = compiled.entries();
    predicates = compiled.steps().predicates();
  }

  void begin(X86Machine machine) {
    MachineTerms.write(machine, in, 0);
    clear();
  }

  /** No list. Of none the answers are known: no entry is asked, so the machine does not matter. */
  void clear() {
    if (dropped || events.size() > 0 || in[EntryInputs.MASKED] != 0) {
      set(Words.of(), false);
    }
  }

  /** From now on these entries are asked. */
  // Equal lists of which one is not the other are merely looked at again.
  @SuppressWarnings("ReferenceEquality")
  void set(Words entries, boolean masked) {
    if (looked != entries) {
      anyReserved(entries);
    }
    dropped = someDropped;
    in[EntryInputs.MASKED] = masked ? 1 : 0;
    install++;
    for (int i = 0; i < events.size(); i++) {
      first[low(events.get(i))] = 0;
    }
    events = entries;
    for (int i = 0; i < events.size(); i++) {
      int low = low(events.get(i));
      next[i] = first[low];
      first[low] = i + 1;
    }
  }

  private static int low(long bits) {
    return (int) bits & LOW;
  }

  /** Whether any of these entries has a reserved bit. */
  boolean anyReserved(Words entries) {
    looked = entries;
    someReserved = false;
    someDropped = false;
    someUnsettled = false;
    for (int i = 0; i < entries.size(); i++) {
      in[EntryInputs.ENTRY] = entries.get(i);
      functions.form().evaluate(in, NONE, out);
      someDropped |= out[0] != 0;
      someReserved |= out[1] != 0;
      someUnsettled |= out[2] != 0;
    }
    return someReserved;
  }

  /** The place, from 0, of the first entry with a reserved bit; there is one. */
  int firstReserved(Words entries) {
    for (int i = 0; i < entries.size(); i++) {
      in[EntryInputs.ENTRY] = entries.get(i);
      functions.form().evaluate(in, NONE, out);
      if (out[1] != 0) {
        return i;
      }
    }
    throw new AssertionError("no entry has a reserved bit");
  }

  /** Whether the sources leave open what an entry means of those looked at last. */
  boolean someUnsettled() {
    return someUnsettled;
  }

  @Override
  public boolean test(long eventSelect) {
    return (said(eventSelect) & 1) != 0;
  }

  /** Bit 0 iff it is listed, and a bit for each of the rules that decide it. */
  long said(long eventSelect) {
    return answers[slot(eventSelect)];
  }

  /** What the entry at this place says of the event: {@link #INCLUDES}, {@link #EXCLUDES}. */
  int says(int entry, long eventSelect) {
    ask(functions.match(), entry, eventSelect, out);
    return (int) (out[0] * INCLUDES + out[1] * EXCLUDES);
  }

  /** Evaluates a function as {@link EntryInputs} of the entry at this place and the event. */
  void ask(Compiled function, int entry, long eventSelect, long[] answers) {
    in[EntryInputs.ENTRY] = events.get(entry);
    in[EntryInputs.EVENT_SELECT] = eventSelect;
    function.evaluate(in, NONE, answers);
  }

  long entry(int place) {
    return events.get(place);
  }

  int size() {
    return events.size();
  }

  private int slot(long eventSelect) {
    long key = eventSelect & EventSelect.RAW_EVENT_NB;
    int slot = (int) ((key ^ (key >>> 7) ^ (key >>> 32)) & (MEMORY - 1));
    if (installs[slot] != install || keys[slot] != key) {
      installs[slot] = install;
      keys[slot] = key;
      fold(slot, key);
    }
    return slot;
  }

  private void fold(int slot, long key) {
    long includes = 0;
    long excludes = 0;
    in[EntryInputs.EVENT_SELECT] = key;
    for (int i = first[low(key)]; i > 0; i = next[i - 1]) {
      in[EntryInputs.ENTRY] = events.get(i - 1);
      functions.match().evaluate(in, NONE, out);
      includes |= out[0];
      excludes |= out[1];
    }
    combined[0] = in[EntryInputs.MASKED];
    combined[1] = includes;
    combined[2] = excludes;
    combined[3] = dropped ? 1 : 0;
    functions.listed().evaluate(combined, NONE, out);
    answers[slot] = 0;
    for (int i = 0; i < predicates; i++) {
      answers[slot] |= out[i] << i;
    }
  }
}
