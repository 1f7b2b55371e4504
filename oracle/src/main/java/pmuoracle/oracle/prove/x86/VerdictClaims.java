package pmuoracle.oracle.prove.x86;

import pmuoracle.oracle.encoding.x86.Entry;
import pmuoracle.oracle.prove.Claim;
import pmuoracle.oracle.prove.Obligation;
import pmuoracle.oracle.prove.Statement;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Model.Actions;

/** Claims about what one filter says of events. */
final class VerdictClaims {
  private static final long MODIFIERS =
      EventSelect.EDGE | EventSelect.INVERT | EventSelect.COUNTER_MASK;

  private VerdictClaims() {}

  static String scope(int entries) {
    return entries == 1
        ? "every filter of one entry"
        : "every filter of up to %d entries".formatted(entries);
  }

  /** The action that lets pass what is listed. */
  static long allow(X86Model model) {
    return model.actions() == Actions.NONE_ACCEPT_REJECT ? 1 : 0;
  }

  static long deny(X86Model model) {
    return allow(model) + 1;
  }

  static Claim complement(X86Model model, int entries) {
    return Claim.timeless(
        scope(entries),
        new Obligation("either action twice", t -> same(t, model)),
        new Obligation("events", t -> complement(t, model, entries)));
  }

  private static Statement complement(Terms terms, X86Model model, int entries) {
    Scene scene = new Scene(terms, model);
    AcceptedFilter allow = scene.filter("filter", entries).withAction(allow(model));
    AcceptedFilter deny = scene.known(allow.withAction(deny(model)));
    Word event = scene.eventSelect("event");
    return scene.claims(scene.allowed(allow, event).iff(scene.allowed(deny, event).not()));
  }

  private static Statement same(Terms terms, X86Model model) {
    Scene scene = new Scene(terms, model);
    AcceptedFilter deny = scene.filter("filter", 1).withAction(deny(model));
    Word event = scene.eventSelect("event");
    return scene.claims(
        scene.allowed(deny, event).iff(scene.allowed(scene.known(deny), event).not()));
  }

  static Claim denyNothing(X86Model model) {
    Obligation events = new Obligation("events", t -> nothing(t, model, deny(model)));
    Obligation allowing = new Obligation("allowing nothing", t -> nothing(t, model, allow(model)));
    return Claim.timeless(
        "every event and fixed counter",
        allowing,
        events,
        new Obligation("fixed counters", t -> nothingFixed(t, model, deny(model))));
  }

  static Claim noneRemoves(X86Model model) {
    return Claim.timeless(
        "every list and event, every fixed counter",
        new Obligation("accepting nothing", t -> nothing(t, model, allow(model))),
        new Obligation("events", t -> removed(t, model)),
        new Obligation("fixed counters", t -> nothingFixed(t, model, 0)));
  }

  private static Statement removed(Terms terms, X86Model model) {
    Scene scene = new Scene(terms, model);
    AcceptedFilter filter = scene.known(scene.filter("filter", model.maxEvents()).withAction(0));
    Word event = scene.eventSelect("event");
    return scene.claims(scene.allowed(filter, event).iff(scene.allowedWithout(event)));
  }

  private static Statement nothing(Terms terms, X86Model model, long action) {
    Scene scene = new Scene(terms, model);
    AcceptedFilter filter = scene.known(bare(scene, action));
    Word event = scene.eventSelect("event");
    return scene.claims(scene.allowed(filter, event).iff(scene.allowedWithout(event)));
  }

  private static Statement nothingFixed(Terms terms, X86Model model, long action) {
    Scene scene = new Scene(terms, model);
    AcceptedFilter filter = scene.known(bare(scene, action));
    Word index = scene.fixedCounter("index");
    return scene.claims(scene.fixedAllowed(filter, index).iff(scene.fixedAllowedWithout(index)));
  }

  /** No entries and no bit of the bitmap. */
  private static AcceptedFilter bare(Scene scene, long action) {
    return scene.filter("filter", 0).withAction(action).withBitmap(scene.terms().word(32, 0));
  }

  static Claim allowNothing(X86Model model) {
    return Claim.timeless(
        "every event and fixed counter",
        new Obligation("denying nothing", t -> denies(t, model, deny(model))),
        new Obligation("events", t -> denies(t, model, allow(model))),
        new Obligation("fixed counters", t -> deniesFixed(t, model)));
  }

  private static Statement denies(Terms terms, X86Model model, long action) {
    Scene scene = new Scene(terms, model);
    AcceptedFilter filter = scene.known(bare(scene, action));
    return scene.claims(scene.allowed(filter, scene.eventSelect("event")).not());
  }

  private static Statement deniesFixed(Terms terms, X86Model model) {
    Scene scene = new Scene(terms, model);
    AcceptedFilter filter = scene.known(bare(scene, allow(model)));
    return scene.claims(scene.fixedAllowed(filter, scene.fixedCounter("index")).not());
  }

  /** Events of one select and unit mask are treated alike. */
  static Claim keyDecides(X86Model model, int entries) {
    return Claim.timeless(
        scope(entries),
        new Obligation(
            "of one select", t -> alike(t, model, 1, Vendor.INTEL, EventSelect.SELECT_LOW)),
        new Obligation(
            "of one key on Intel",
            t -> alike(t, model, entries, Vendor.INTEL, Vendor.INTEL.keyMask())),
        new Obligation(
            "of one key on AMD", t -> alike(t, model, entries, Vendor.AMD, Vendor.AMD.keyMask())));
  }

  private static Statement alike(
      Terms terms, X86Model model, int entries, Vendor vendor, long key) {
    Scene scene = new Scene(terms, model);
    AcceptedFilter filter = scene.filter("filter", entries);
    Bool intel = scene.machine().intel();
    scene.given(vendor == Vendor.INTEL ? intel : intel.not());
    Word event = scene.eventSelect("event");
    Word other = event.and(key).or(terms.variable("other", 64).and(~key));
    scene.given(scene.writable(other).is(other));
    return scene.claims(scene.allowed(filter, event).iff(scene.allowed(filter, other)));
  }

  /** A raw list that has the event's select and unit mask denies it. */
  static Claim denyOfKeyDenies(X86Model model, int entries) {
    return Claim.timeless(
        scope(entries),
        new Obligation("of its select", t -> keyDenied(t, model, 1, true)),
        new Obligation("of its select and unit mask", t -> keyDenied(t, model, entries, false)));
  }

  private static Statement keyDenied(Terms terms, X86Model model, int entries, boolean select) {
    Scene scene = new Scene(terms, model);
    AcceptedFilter raw = raw(scene, entries, deny(model));
    Word event = scene.eventSelect("event");
    Word key = select ? scene.machine().selectMask() : scene.machine().keyMask();
    scene.given(raw.some(e -> e.is(event.and(key))));
    return scene.claims(scene.allowed(raw, event).not());
  }

  /** On AMD a raw list without the event's 12-bit select and unit mask does not deny it. */
  static Claim selectsDistinguished(X86Model model, int entries) {
    return Claim.timeless(
        scope(entries),
        new Obligation("nor does one with it", t -> absent(t, model, 1, false)),
        new Obligation("of another select", t -> absent(t, model, entries, true)));
  }

  private static Statement absent(Terms terms, X86Model model, int entries, boolean without) {
    Scene scene = new Scene(terms, model);
    AcceptedFilter raw = raw(scene, entries, deny(model));
    Word event = scene.eventSelect("event");
    scene.given(scene.machine().intel().not());
    scene.given(without ? raw.some(e -> Entry.equal(e, event)).not() : terms.bool(true));
    return scene.claims(scene.allowed(raw, event));
  }

  /** A list that allows the plain event does not allow it with a modifier. */
  static Claim modifiersDistinguished(X86Model model, int entries) {
    return Claim.timeless(
        scope(entries),
        new Obligation("nor the plain event", t -> modified(t, model, entries, 0)),
        new Obligation("with a modifier", t -> modified(t, model, entries, MODIFIERS)));
  }

  private static Statement modified(Terms terms, X86Model model, int entries, long modifiers) {
    Scene scene = new Scene(terms, model);
    AcceptedFilter filter = scene.filter("filter", entries).withAction(allow(model));
    Word event = scene.eventSelect("event");
    scene.given(event.isClear(modifiers).not().or(terms.bool(modifiers == 0)));
    return scene.claims(scene.allowed(filter, event).not());
  }

  /** A filter of unmasked entries. */
  static AcceptedFilter raw(Scene scene, int entries, long action) {
    return scene.known(
        AcceptedFilter.variables(scene.model(), scene.machine(), "filter", entries)
            .withFlags(scene.terms().word(32, 0))
            .withAction(action));
  }
}
