package pmuoracle.oracle.x86;

import java.util.function.LongPredicate;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.spec.Words;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.X86Machine;

/**
 * One installed event list, asked through the compiled condition of one entry. What was asked is
 * remembered while the list lasts: only select and unit mask of an event select matter.
 */
final class ConcreteList implements LongPredicate {
  private static final LongPredicate[] NONE = {};
  private static final int MEMORY = 64;

  private final CompiledModel model;
  private final long[] in = new long[EntryInputs.SIZE];
  private final long[] out = new long[3];
  private final long[] combined = new long[4];
  private final long[] keys = new long[MEMORY];
  private final long[] installs = new long[MEMORY];
  private final long[] answers = new long[MEMORY];
  private final long[] rules = new long[MEMORY];

  private Words events = Words.of();
  private int count;
  private boolean dropped;
  private boolean unsettled;
  private long install = 1;

  ConcreteList(CompiledModel model) {
    this.model = model;
  }

  void begin(X86Machine machine) {
    MachineTerms.write(machine, in, 0);
    set(Words.of(), 0, false);
  }

  /** From now on the first {@code size} of these entries are asked. */
  void set(Words entries, int size, boolean masked) {
    events = entries;
    count = size;
    install++;
    in[EntryInputs.MASKED] = masked ? 1 : 0;
    dropped = false;
    unsettled = false;
    for (int i = 0; i < count; i++) {
      form(entries.get(i));
      dropped |= out[0] != 0;
      unsettled |= out[2] != 0;
    }
  }

  /** Whether any of the first {@code size} of these entries has a reserved bit. */
  boolean anyReserved(Words entries, int size) {
    for (int i = 0; i < size; i++) {
      form(entries.get(i));
      if (out[1] != 0) {
        return true;
      }
    }
    return false;
  }

  private void form(long entry) {
    in[EntryInputs.ENTRY] = entry;
    model.entryForm().evaluate(in, NONE, out);
  }

  boolean isUnsettled() {
    return unsettled;
  }

  @Override
  public boolean test(long eventSelect) {
    return answers[slot(eventSelect)] != 0;
  }

  /** The rules that decide whether it is listed. */
  long rules(long eventSelect) {
    return rules[slot(eventSelect)];
  }

  /** Whether the entry at this place includes (else excludes) the event. */
  boolean matches(int entry, long eventSelect, boolean including) {
    in[EntryInputs.ENTRY] = events.get(entry);
    in[EntryInputs.EVENT_SELECT] = eventSelect;
    model.entryMatch().evaluate(in, NONE, out);
    return out[including ? 0 : 1] != 0;
  }

  int size() {
    return count;
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

  /** Whether it is listed, asked anew: for those who ask about every event once. */
  boolean isListed(long key) {
    fold(key);
    return out[0] != 0;
  }

  private void fold(int slot, long key) {
    fold(key);
    answers[slot] = out[0];
    rules[slot] = out[1];
  }

  private void fold(long key) {
    long includes = 0;
    long excludes = 0;
    in[EntryInputs.EVENT_SELECT] = key;
    for (int i = 0; i < count; i++) {
      in[EntryInputs.ENTRY] = events.get(i);
      model.entryMatch().evaluate(in, NONE, out);
      includes |= out[0];
      excludes |= out[1];
    }
    combined[0] = in[EntryInputs.MASKED];
    combined[1] = includes;
    combined[2] = excludes;
    combined[3] = dropped ? 1 : 0;
    model.listed().evaluate(combined, NONE, out);
  }
}
