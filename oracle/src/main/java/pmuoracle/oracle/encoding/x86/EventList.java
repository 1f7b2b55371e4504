package pmuoracle.oracle.encoding.x86;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.Words;
import pmuoracle.spec.x86.X86Model.Matching;

/**
 * Entries as a set: an event is listed iff some entry includes it and none excludes it.
 *
 * @param masked whether they are masked entries
 * @param count 32 bits: how many of the entries are meant, from the first on
 * @param entries 64 bits each
 */
public record EventList(
    Matching matching, MachineTerms machine, Bool masked, Word count, List<Word> entries)
    implements Listing {
  public EventList {
    entries = List.copyOf(entries);
  }

  /** A list nothing is known of but that it has at most this many entries in memory. */
  public static EventList variables(Matching matching, MachineTerms machine, int capacity) {
    Terms terms = machine.world();
    List<Word> entries = new ArrayList<>();
    for (int i = 0; i < capacity; i++) {
      entries.add(terms.variable("entry-" + (i + 1), 64));
    }
    return new EventList(
        matching, machine, terms.variable("masked"), terms.variable("count", 32), entries);
  }

  /** Exactly these entries. */
  public static EventList of(
      Matching matching, MachineTerms machine, boolean masked, Words entries) {
    Terms terms = machine.world();
    List<Word> words = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      words.add(terms.word(64, entries.get(i)));
    }
    return new EventList(
        matching, machine, terms.bool(masked), terms.word(32, entries.size()), words);
  }

  /** The same entries in another order, or others. */
  public EventList withEntries(List<Word> others) {
    return new EventList(matching, machine, masked, count, others);
  }

  @Override
  public Bool of(Word eventSelect) {
    return listed(
        some(e -> Entry.includes(matching, machine, masked, e, eventSelect)),
        some(e -> Entry.excludes(matching, machine, masked, e, eventSelect)));
  }

  /** True iff some entry has a bit outside the masked fields. */
  public Bool reserved() {
    return some(e -> Entry.reserved(machine, e));
  }

  /** True iff an event that some entry includes, and some excludes, is listed; X86-EXCLUDE-WINS. */
  public static Bool listed(Bool someIncludes, Bool someExcludes) {
    return someIncludes.and(someExcludes.not());
  }

  /** True iff the condition holds of some entry. */
  public Bool some(Function<Word, Bool> holds) {
    List<Bool> disjuncts = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      disjuncts.add(machine.world().word(32, i).below(count).and(holds.apply(entries.get(i))));
    }
    return machine.world().any(disjuncts);
  }
}
