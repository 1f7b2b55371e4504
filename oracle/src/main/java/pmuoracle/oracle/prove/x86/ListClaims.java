package pmuoracle.oracle.prove.x86;

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
