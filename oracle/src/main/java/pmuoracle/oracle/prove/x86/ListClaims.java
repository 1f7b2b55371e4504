package pmuoracle.oracle.prove.x86;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import pmuoracle.oracle.encoding.x86.Entry;
import pmuoracle.oracle.prove.Claim;
import pmuoracle.oracle.prove.Statement;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.MaskedEntry;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Model.Matching;
import pmuoracle.spec.x86.X86Models;

/** Claims that compare what two lists mean, one written from the other. */
final class ListClaims {
  private ListClaims() {}

  /** A raw list without impossible entries is the masked list of whole unit masks. */
  static Claim rawAsMasked(X86Model model, int entries) {
    return Scenario.over(VerdictClaims.scope(entries), model)
        .show("with it", s -> masked(s, entries, e -> e.or(MaskedEntry.MASK)))
        .butNot("without the mask", s -> masked(s, 1, e -> e));
  }

  private static Statement masked(Scenario scenario, int entries, UnaryOperator<Word> form) {
    Terms terms = scenario.terms();
    AcceptedFilter raw = scenario.filter("filter", entries).withFlags(terms.word(32, 0));
    scenario.given(raw.some(e -> Entry.dropped(scenario.machine(), e)).not());
    List<Word> written = raw.list().entries().stream().map(form).toList();
    AcceptedFilter other =
        scenario.known(raw.withFlags(terms.word(32, 1)).withEntries(raw.list().count(), written));
    return scenario.alike(raw, other, scenario.eventSelect("event"));
  }

  /** An entry that no event of the vendor has lists nothing. */
  static Claim impossibleListsNothing(X86Model model, int entries) {
    return Scenario.over(VerdictClaims.scope(entries), model)
        .show("one more", s -> oneMore(s, entries, e -> impossible(s, e)))
        .butNot("of a possible one", s -> oneMore(s, 2, e -> impossible(s, e).not()));
  }

  private static Statement oneMore(Scenario scenario, int entries, Function<Word, Bool> where) {
    AcceptedFilter raw =
        scenario.filter("filter", entries - 1).withFlags(scenario.terms().word(32, 0));
    Word entry = scenario.terms().variable("entry", 64);
    scenario.given(where.apply(entry));
    return scenario.alike(raw, scenario.known(raw.plus(entry)), scenario.eventSelect("event"));
  }

  /** True iff the raw entry has a bit that no key has. */
  static Bool impossible(Scenario scenario, Word entry) {
    return scenario.model().matching() == Matching.MASKED
        ? Entry.dropped(scenario.machine(), entry)
        : entry.isClear(~EventSelect.RAW_EVENT_NB).not();
  }

  static Claim asBeforeMaskedEntries(X86Model model, int entries) {
    return Scenario.over(VerdictClaims.scope(entries), model)
        .show(
            "raw lists",
            s ->
                before(
                    s,
                    entries,
                    event -> event.isClear(EventSelect.SELECT_HIGH).or(s.machine().intel().not())))
        .butNot("with the high nibble", s -> before(s, 1, event -> s.terms().bool(true)));
  }

  private static Statement before(Scenario scenario, int capacity, Function<Word, Bool> where) {
    AcceptedFilter filter =
        scenario.filter("filter", capacity).withFlags(scenario.terms().word(32, 0));
    AcceptedFilter then =
        scenario.known(
            AcceptedFilter.of(
                X86Models.V6_2,
                scenario.machine(),
                filter.action(),
                filter.flags(),
                filter.bitmap(),
                filter.list().count(),
                filter.list().entries()));
    Word event = scenario.eventSelect("event");
    scenario.given(where.apply(event));
    return scenario.claims(
        scenario.allowed(filter, event).iff(scenario.allowed(X86Models.V6_2, then, event)));
  }

  /** A list of entries that each list something means the same under the other flag. */
  static Claim sameUnderTheOtherFlag(X86Model model, int entries, boolean rawFirst) {
    return Claim.over(
            VerdictClaims.scope(entries),
            t -> new Reflagged(new Scenario(t, model), entries, rawFirst))
        .show("the same", r -> r.scenario.claims(r.same))
        .butNot("the opposite", r -> r.scenario.claims(r.same.not()));
  }

  /** A list under either flag, and whether an event is treated alike. */
  private static final class Reflagged {
    private final Scenario scenario;
    private final Bool same;

    Reflagged(Scenario scenario, int entries, boolean rawFirst) {
      this.scenario = scenario;
      Terms terms = scenario.terms();
      AcceptedFilter filter =
          scenario.known(
              AcceptedFilter.variables(scenario.model(), scenario.machine(), "filter", entries)
                  .withFlags(terms.word(32, rawFirst ? 0 : 1)));
      AcceptedFilter other = scenario.known(filter.withFlags(terms.word(32, rawFirst ? 1 : 0)));
      scenario.given(filter.some(e -> lists(scenario, e, rawFirst).not()).not());
      Word event = scenario.eventSelect("event");
      same = scenario.allowed(filter, event).iff(scenario.allowed(other, event));
    }
  }

  /** The entry lists some event, under its own flag. */
  private static Bool lists(Scenario scenario, Word entry, boolean raw) {
    Word unitMask = entry.bits(15, 8);
    return raw
        ? Entry.dropped(scenario.machine(), entry).not()
        : Entry.excludes(entry).not().and(unitMask.and(entry.bits(63, 56)).is(unitMask));
  }
}
