package pmuoracle.oracle.prove.x86;

import pmuoracle.oracle.encoding.x86.Entry;
import pmuoracle.oracle.prove.Claim;
import pmuoracle.oracle.prove.Obligation;
import pmuoracle.oracle.prove.Statement;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Model.Matching;

/** Claims about one entry more: what it changes, and what it does not. */
final class EntryClaims {
  private EntryClaims() {}

  private static String scope(int entries) {
    return VerdictClaims.scope(Math.max(entries, 2));
  }

  /** A filter, the same with one entry more, and an event. */
  private static final class More {
    private final Scene scene;
    private final AcceptedFilter before;
    private final AcceptedFilter after;
    private final Word entry;
    private final Word event;
    private final Bool was;
    private final Bool is;

    More(Terms terms, X86Model model, int entries) {
      scene = new Scene(terms, model);
      before = scene.filter("filter", Math.max(entries, 2) - 1);
      entry = terms.variable("entry", 64);
      after = scene.known(before.plus(entry));
      event = scene.eventSelect("event");
      was = scene.allowed(before, event);
      is = scene.allowed(after, event);
    }

    Bool exclude() {
      return scene.model().matching() == Matching.MASKED
          ? before.masked().and(Entry.excludes(entry))
          : scene.terms().bool(false);
    }

    Bool action(long is) {
      return before.action().is(is);
    }

    /** The entry's select is the event's, in the bits of the vendor. */
    Bool select() {
      Word mask = scene.machine().selectMask();
      return entry.and(mask).is(event.and(mask));
    }

    /** The entry's unit masks have the event's. */
    Bool unitMask() {
      Word asked = event.bits(15, 8);
      Word match = entry.bits(15, 8);
      return before.masked().choose(asked.and(entry.bits(63, 56)).is(match), asked.is(match));
    }

    Statement claims(Bool goal) {
      return scene.claims(goal);
    }

    Bool removes() {
      return was.and(is.not());
    }

    Bool adds() {
      return is.and(was.not());
    }
  }

  /** An include entry never removes under ALLOW and never adds under DENY. */
  static Claim includeMonotone(X86Model model, int entries) {
    return Claim.timeless(
        scope(entries),
        new Obligation("under either action", t -> include(t, model, 2, false)),
        new Obligation("an include entry more", t -> include(t, model, entries, true)));
  }

  private static Statement include(Terms terms, X86Model model, int entries, boolean byAction) {
    More more = new More(terms, model, entries);
    more.scene.given(more.exclude().not());
    Bool removes = more.removes();
    Bool allow = byAction ? more.action(VerdictClaims.allow(model)) : terms.bool(true);
    Bool adds = byAction ? more.adds() : terms.bool(false);
    return more.claims(
        allow
            .implies(removes.not())
            .and(more.action(VerdictClaims.deny(model)).implies(adds.not())));
  }

  /** An exclude entry never adds under ALLOW and never removes under DENY. */
  static Claim excludeMonotone(X86Model model, int entries) {
    return Claim.timeless(
        scope(entries),
        new Obligation("an include entry", t -> exclude(t, model, 2, false)),
        new Obligation("an exclude entry more", t -> exclude(t, model, entries, true)));
  }

  private static Statement exclude(Terms terms, X86Model model, int entries, boolean exclude) {
    More more = new More(terms, model, entries);
    more.scene.given(exclude ? more.exclude() : more.exclude().not());
    return more.claims(
        more.action(VerdictClaims.allow(model))
            .implies(more.adds().not())
            .and(more.action(VerdictClaims.deny(model)).implies(more.removes().not())));
  }

  /** ALLOW of an include entry more allows what either allows, and nothing else. */
  static Claim unionOfIncludes(X86Model model, int entries) {
    return Claim.timeless(
        scope(entries) + ", one entry after the other",
        new Obligation("what both allow", t -> union(t, model, 2, true, true)),
        new Obligation("what either allows", t -> union(t, model, entries, true, false)));
  }

  /** The same whatever the entries. */
  static Claim unionAllows(X86Model model, int entries) {
    return Claim.timeless(
        scope(entries) + ", one entry after the other",
        new Obligation("what both allow", t -> union(t, model, 2, true, true)),
        new Obligation("what either allows", t -> union(t, model, entries, false, false)));
  }

  private static Statement union(
      Terms terms, X86Model model, int entries, boolean includes, boolean both) {
    More more = new More(terms, model, entries);
    more.scene.given(more.action(VerdictClaims.allow(model)));
    more.scene.given(more.before.list().count().is(0).not());
    if (includes && model.matching() == Matching.MASKED) {
      more.scene.given(more.after.masked().and(more.after.some(Entry::excludes)).not());
    }
    AcceptedFilter only = more.scene.known(more.before.only(more.entry));
    Bool other = more.scene.allowed(only, more.event);
    Bool parts = both ? more.was.and(other) : more.was.or(other);
    return more.claims(includes ? more.is.iff(parts) : parts.implies(more.is));
  }

  static Claim excludeOfOtherSelect(X86Model model, int entries) {
    return Claim.timeless(
        scope(entries),
        new Obligation("of its own select", t -> otherSelect(t, model, 2, false)),
        new Obligation("of another select", t -> otherSelect(t, model, entries, true)));
  }

  private static Statement otherSelect(Terms terms, X86Model model, int entries, boolean other) {
    More more = new More(terms, model, entries);
    more.scene.given(more.exclude());
    more.scene.given(other ? more.select().not() : more.select());
    return more.claims(more.removes().or(more.adds()).not());
  }

  /** An entry more changes no verdict but of events with its select and unit masks. */
  static Claim concernsItsEvents(X86Model model, int entries) {
    return Claim.timeless(
        scope(entries),
        new Obligation("nor of those", t -> concerns(t, model, 2, false)),
        new Obligation("of other events", t -> concerns(t, model, entries, true)));
  }

  private static Statement concerns(Terms terms, X86Model model, int entries, boolean others) {
    More more = new More(terms, model, entries);
    Bool denoted = more.select().and(more.unitMask());
    more.scene.given(others ? denoted.not() : denoted);
    return more.claims(more.removes().or(more.adds()).not());
  }

  /** Adding any entry to an ALLOW list never removes. */
  static Claim neverRemoves(X86Model model, int entries) {
    return Claim.timeless(
        scope(entries),
        new Obligation("nor adds", t -> allowing(t, model, true)),
        new Obligation("an entry more", t -> allowing(t, model, entries)));
  }

  private static Statement allowing(Terms terms, X86Model model, int entries) {
    More more = new More(terms, model, entries);
    more.scene.given(more.action(VerdictClaims.allow(model)));
    return more.claims(more.removes().not());
  }

  private static Statement allowing(Terms terms, X86Model model, boolean adds) {
    More more = new More(terms, model, 2);
    more.scene.given(more.action(VerdictClaims.allow(model)));
    return more.claims((adds ? more.adds() : more.removes()).not());
  }

  /** On Intel an entry with a high nibble changes nothing where it is accepted. */
  static Claim highNibbleOnIntel(X86Model model, int entries) {
    return Claim.timeless(
        scope(entries),
        new Obligation("on AMD", t -> highNibble(t, model, 2, false)),
        new Obligation("on Intel", t -> highNibble(t, model, entries, true)));
  }

  private static Statement highNibble(Terms terms, X86Model model, int entries, boolean intel) {
    More more = new More(terms, model, entries);
    Bool vendor = more.scene.machine().intel();
    more.scene.given(intel ? vendor : vendor.not());
    more.scene.given(more.entry.isClear(EventSelect.SELECT_HIGH).not());
    return more.claims(more.removes().or(more.adds()).not());
  }

  /** An accepted include entry lists some event; if any, then the one of its own bits. */
  static Claim everyEntryLists(X86Model model) {
    return Claim.timeless(
        "every list of one entry",
        new Obligation("every event", t -> listsOwn(t, model, true)),
        new Obligation("if any event, its own", t -> listsIfAny(t, model)),
        new Obligation("its own event", t -> listsOwn(t, model, false)));
  }

  private static Statement listsIfAny(Terms terms, X86Model model) {
    Scene scene = new Scene(terms, model);
    AcceptedFilter filter = single(scene);
    Word event = scene.eventSelect("event");
    return scene.claims(
        scene.allowed(filter, event).implies(scene.allowed(filter, own(scene, filter))));
  }

  private static Statement listsOwn(Terms terms, X86Model model, boolean any) {
    Scene scene = new Scene(terms, model);
    AcceptedFilter filter = single(scene);
    Word event = any ? scene.eventSelect("event") : own(scene, filter);
    return scene.claims(scene.allowed(filter, event));
  }

  /** ALLOW of one include entry. */
  private static AcceptedFilter single(Scene scene) {
    X86Model model = scene.model();
    AcceptedFilter filter = scene.filter("filter", 1).withAction(VerdictClaims.allow(model));
    scene.given(filter.list().count().is(1));
    if (model.matching() == Matching.MASKED) {
      Word entry = filter.list().entries().get(0);
      scene.given(filter.masked().and(Entry.excludes(entry)).not());
    }
    return filter;
  }

  /** The entry's own select and unit mask, as far as a guest can write them. */
  private static Word own(Scene scene, AcceptedFilter filter) {
    Word entry = filter.list().entries().get(0);
    return scene.writable(entry.and(EventSelect.RAW_EVENT_NB));
  }

  /** An event that an exclude entry covers is denied. */
  static Claim excludeDenies(X86Model model, int entries) {
    return Claim.timeless(
        VerdictClaims.scope(entries),
        new Obligation("one that none covers", t -> excluded(t, model, entries, false)),
        new Obligation("an excluded event", t -> excluded(t, model, entries, true)));
  }

  private static Statement excluded(Terms terms, X86Model model, int entries, boolean covered) {
    Scene scene = new Scene(terms, model);
    AcceptedFilter filter = scene.filter("filter", entries);
    scene.given(filter.masked());
    Word event = scene.eventSelect("event");
    Bool some = filter.some(e -> Entry.excludes(e).and(Entry.covers(scene.machine(), e, event)));
    scene.given(covered ? some : some.not());
    return scene.claims(scene.allowed(filter, event).not());
  }
}
