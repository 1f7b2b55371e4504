package pmuoracle.oracle.prove.x86;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import pmuoracle.oracle.encoding.x86.Entry;
import pmuoracle.oracle.prove.Claim;
import pmuoracle.oracle.prove.Obligation;
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

  /**
   * The first entry can change places with any other, and so all can; an entry said again changes
   * nothing. The solver is told that equal entries are treated alike, which it would find out bit
   * by bit.
   */
  static Claim orderIrrelevant(X86Model model, int entries) {
    return Claim.timeless(
        VerdictClaims.scope(entries),
        new Obligation("with one entry dropped", t -> dropped(t, model)),
        new Obligation("equal entries are treated alike", t -> alike(t, model)),
        new Obligation("the first and any other exchanged", t -> exchanged(t, model, entries)),
        new Obligation("any one repeated", t -> repeated(t, model, entries)));
  }

  private static Statement alike(Terms terms, X86Model model) {
    Scene scene = new Scene(terms, model);
    AcceptedFilter one = scene.filter("filter", 2);
    Word entry = terms.variable("entry", 64);
    Word event = scene.eventSelect("event");
    AcceptedFilter only = scene.known(one.only(entry));
    AcceptedFilter other = scene.known(one.only(one.list().entries().get(0)));
    scene.given(entry.is(one.list().entries().get(0)));
    return scene.claims(scene.allowed(only, event).iff(scene.allowed(other, event)));
  }

  private static Statement exchanged(Terms terms, X86Model model, int entries) {
    Scene scene = new Scene(terms, model);
    AcceptedFilter filter = scene.filter("filter", entries);
    Word event = scene.eventSelect("event");
    Word first = filter.list().entries().get(0);
    Word place = terms.variable("place", 32);
    Word chosen = terms.variable("chosen", 64);
    scene.given(place.below(filter.list().count()));
    List<Word> exchanged = new ArrayList<>();
    exchanged.add(chosen);
    for (int k = 1; k < entries; k++) {
      Word entry = filter.list().entries().get(k);
      Bool here = place.is(k);
      Word moved = here.choose(first, entry);
      scene.given(here.implies(entry.is(chosen).and(filter.alike(entry, chosen, event))));
      scene.given(
          here.choose(filter.alike(moved, first, event), filter.alike(moved, entry, event)));
      exchanged.add(moved);
    }
    scene.given(place.is(0).not());
    AcceptedFilter other = scene.known(filter.withEntries(filter.list().count(), exchanged));
    return scene.claims(scene.allowed(filter, event).iff(scene.allowed(other, event)));
  }

  private static Statement repeated(Terms terms, X86Model model, int entries) {
    Scene scene = new Scene(terms, model);
    AcceptedFilter filter = scene.filter("filter", entries - 1);
    Word event = scene.eventSelect("event");
    Word again = terms.variable("again", 64);
    scene.given(filter.some(e -> e.is(again).and(filter.alike(e, again, event))));
    AcceptedFilter other = scene.known(filter.plus(again));
    return scene.claims(scene.allowed(filter, event).iff(scene.allowed(other, event)));
  }

  private static Statement dropped(Terms terms, X86Model model) {
    Scene scene = new Scene(terms, model);
    AcceptedFilter filter = scene.filter("filter", 2);
    AcceptedFilter other =
        scene.known(filter.withEntries(terms.word(32, 1), filter.list().entries()));
    scene.given(filter.list().count().is(2));
    return same(scene, filter, other);
  }

  /** A raw list without impossible entries is the masked list of whole unit masks. */
  static Claim rawAsMasked(X86Model model, int entries) {
    return Claim.timeless(
        VerdictClaims.scope(entries),
        new Obligation("without the mask", t -> masked(t, model, 1, e -> e)),
        new Obligation("with it", t -> masked(t, model, entries, e -> e.or(MaskedEntry.MASK))));
  }

  private static Statement masked(
      Terms terms, X86Model model, int entries, UnaryOperator<Word> form) {
    Scene scene = new Scene(terms, model);
    AcceptedFilter raw = scene.filter("filter", entries).withFlags(terms.word(32, 0));
    scene.given(raw.some(e -> Entry.dropped(scene.machine(), e)).not());
    List<Word> written = raw.list().entries().stream().map(form).toList();
    AcceptedFilter other =
        scene.known(raw.withFlags(terms.word(32, 1)).withEntries(raw.list().count(), written));
    return same(scene, raw, other);
  }

  /** An entry that no event of the vendor has lists nothing. */
  static Claim impossibleListsNothing(X86Model model, int entries) {
    return Claim.timeless(
        VerdictClaims.scope(entries),
        new Obligation("of a possible one", t -> impossible(t, model, 2, false)),
        new Obligation("one more", t -> impossible(t, model, entries, true)));
  }

  private static Statement impossible(Terms terms, X86Model model, int entries, boolean is) {
    Scene scene = new Scene(terms, model);
    AcceptedFilter raw = scene.filter("filter", entries - 1).withFlags(terms.word(32, 0));
    Word entry = terms.variable("entry", 64);
    Bool impossible = impossible(scene, entry);
    scene.given(is ? impossible : impossible.not());
    return same(scene, raw, scene.known(raw.plus(entry)));
  }

  /** True iff the raw entry has a bit that no key has. */
  static Bool impossible(Scene scene, Word entry) {
    return scene.model().matching() == Matching.MASKED
        ? Entry.dropped(scene.machine(), entry)
        : entry.isClear(~EventSelect.RAW_EVENT_NB).not();
  }

  static Claim asBeforeMaskedEntries(X86Model model, int entries) {
    return Claim.timeless(
        VerdictClaims.scope(entries),
        new Obligation("with the high nibble", t -> before(t, model, 1, false)),
        new Obligation("raw lists", t -> before(t, model, entries, true)));
  }

  private static Statement before(Terms terms, X86Model model, int capacity, boolean low) {
    Scene scene = new Scene(terms, model);
    AcceptedFilter filter = scene.filter("filter", capacity).withFlags(terms.word(32, 0));
    AcceptedFilter then =
        scene.known(
            AcceptedFilter.of(
                X86Models.V6_2,
                scene.machine(),
                filter.action(),
                filter.flags(),
                filter.bitmap(),
                filter.list().count(),
                filter.list().entries()));
    Word event = scene.eventSelect("event");
    Bool plain = event.isClear(EventSelect.SELECT_HIGH).or(scene.machine().intel().not());
    scene.given(low ? plain : terms.bool(true));
    return scene.claims(
        scene.allowed(filter, event).iff(scene.allowed(X86Models.V6_2, then, event)));
  }

  /** A list of entries that each list something means the same under the other flag. */
  static Claim sameUnderTheOtherFlag(X86Model model, int entries, boolean rawFirst) {
    return Claim.timeless(
        VerdictClaims.scope(entries),
        new Obligation("the opposite", t -> reflagged(t, model, entries, rawFirst, true)),
        new Obligation("the same", t -> reflagged(t, model, entries, rawFirst, false)));
  }

  private static Statement reflagged(
      Terms terms, X86Model model, int entries, boolean rawFirst, boolean opposite) {
    Scene scene = new Scene(terms, model);
    AcceptedFilter filter =
        scene.known(
            AcceptedFilter.variables(model, scene.machine(), "filter", entries)
                .withFlags(terms.word(32, rawFirst ? 0 : 1)));
    AcceptedFilter other = scene.known(filter.withFlags(terms.word(32, rawFirst ? 1 : 0)));
    scene.given(filter.some(e -> lists(scene, e, rawFirst).not()).not());
    Word event = scene.eventSelect("event");
    Bool same = scene.allowed(filter, event).iff(scene.allowed(other, event));
    return scene.claims(opposite ? same.not() : same);
  }

  /** The entry lists some event, under its own flag. */
  private static Bool lists(Scene scene, Word entry, boolean raw) {
    Word unitMask = entry.bits(15, 8);
    return raw
        ? Entry.dropped(scene.machine(), entry).not()
        : Entry.excludes(entry).not().and(unitMask.and(entry.bits(63, 56)).is(unitMask));
  }

  private static Statement same(Scene scene, AcceptedFilter one, AcceptedFilter other) {
    Word event = scene.eventSelect("event");
    return scene.claims(scene.allowed(one, event).iff(scene.allowed(other, event)));
  }
}
