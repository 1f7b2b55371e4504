package pmuoracle.oracle.prove.x86;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pmuoracle.oracle.encoding.x86.Entry;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.prove.Claim;
import pmuoracle.oracle.prove.Obligation;
import pmuoracle.oracle.prove.Statement;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.MaskedEntry;
import pmuoracle.spec.x86.X86Model;

/**
 * That the kernel's lookup means what a list means as a set, for a list of any length: a turn of
 * each loop is proved, not its unrolling. A raw list is searched for the whole key. A masked list
 * is sorted by exclude bit and select, split where the first exclude entry is, and each part is
 * searched for the select, from where it is walked both ways.
 */
final class KernelLookup {
  private static final String SCOPE = "sorted lists of any length, one turn of each loop";

  private KernelLookup() {}

  static Claim of(X86Model model) {
    return switch (model.matching()) {
      case EQUAL -> whole();
      case LOW16 -> truncated(model);
      case MASKED -> masked();
    };
  }

  private static Claim whole() {
    BinarySearch search = new BinarySearch(~0L);
    return new Claim(SCOPE, search.obligations(), search.unsorted(), Optional.empty());
  }

  private static Claim masked() {
    BinarySearch search = new BinarySearch(MaskedEntry.SELECT);
    List<Obligation> obligations = new ArrayList<>();
    obligations.add(
        new Obligation("include entries come first, each part sorted", KernelLookup::parts));
    obligations.addAll(search.obligations());
    obligations.addAll(new Walk(MaskedEntry.SELECT, true).obligations());
    obligations.addAll(new Walk(MaskedEntry.SELECT, false).obligations());
    obligations.add(
        new Obligation("an entry with the select that matches covers", KernelLookup::covers));
    return new Claim(SCOPE, obligations, search.unsorted(), Optional.empty());
  }

  /** Two places of a list and the first exclude entry's. */
  private static Statement parts(Terms terms) {
    SortedArray array = new SortedArray(terms, MaskedEntry.SELECT | MaskedEntry.EXCLUDE);
    Word size = array.size();
    Word split = terms.variable("split", 64);
    Word one = terms.variable("one", 64);
    Word other = terms.variable("other", 64);
    Word atSplit = array.at(split);
    Word atOne = array.at(one);
    Word atOther = array.at(other);
    List<Bool> given = new ArrayList<>(array.sorted());
    given.add(split.atMost(size));
    given.add(split.below(size).implies(Entry.excludes(atSplit)));
    given.add(one.below(split).implies(Entry.excludes(atOne).not()));
    given.add(other.below(split).implies(Entry.excludes(atOther).not()));
    Bool parted = one.below(size).implies(Entry.excludes(atOne).iff(split.atMost(one)));
    Bool together = one.below(split).iff(other.below(split));
    Bool ordered =
        one.atMost(other)
            .and(other.below(size))
            .and(together)
            .implies(select(atOne).atMost(select(atOther)));
    return BinarySearch.ofLoop(given, parted.and(ordered));
  }

  private static Word select(Word entry) {
    return entry.and(MaskedEntry.SELECT);
  }

  private static Statement covers(Terms terms) {
    MachineTerms machine = MachineTerms.variables(terms);
    Word entry = terms.variable("entry", 64);
    Word event = terms.variable("event", 64);
    Bool found = select(entry).is(event.and(machine.selectMask())).and(Walk.matches(entry, event));
    return BinarySearch.ofLoop(List.of(), found.iff(Entry.covers(machine, entry, event)));
  }

  /** A comparison that keeps 32 bits of a 64-bit difference. */
  private static Claim truncated(X86Model model) {
    return Claim.timeless(
        "every list of one entry",
        new Obligation("of the other 32 bits", KernelLookup::highBits),
        new Obligation("the comparison keeps the low 32 bits", KernelLookup::lowBits),
        new Obligation("what compares as equal is", t -> equal(t, model)));
  }

  private static Statement lowBits(Terms terms) {
    Word entry = terms.variable("entry", 64);
    Word event = terms.variable("event", 64);
    return BinarySearch.ofLoop(
        List.of(entry.isClear(~EventSelect.RAW_EVENT_NB)),
        difference(entry, event).bits(31, 0).is(0).iff(Entry.low16(entry, event)));
  }

  private static Statement highBits(Terms terms) {
    Word entry = terms.variable("entry", 64);
    Word event = terms.variable("event", 64);
    return BinarySearch.ofLoop(
        List.of(entry.isClear(~EventSelect.RAW_EVENT_NB)),
        difference(entry, event).bits(63, 32).is(0).iff(Entry.low16(entry, event)));
  }

  private static Word difference(Word entry, Word eventSelect) {
    return eventSelect.and(EventSelect.RAW_EVENT_NB).minus(entry);
  }

  private static Statement equal(Terms terms, X86Model model) {
    Scenario scenario = new Scenario(terms, model);
    AcceptedFilter filter = scenario.filter("filter", 1).withAction(VerdictClaims.deny(model));
    scenario.given(filter.list().count().is(1));
    Word event = scenario.eventSelect("event");
    Bool listed = scenario.allowed(filter, event).not();
    return scenario.claims(listed.iff(Entry.equal(filter.list().entries().get(0), event)));
  }
}
