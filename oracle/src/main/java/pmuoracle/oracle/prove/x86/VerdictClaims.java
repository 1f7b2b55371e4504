package pmuoracle.oracle.prove.x86;

import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import pmuoracle.oracle.encoding.x86.Entry;
import pmuoracle.oracle.prove.Claim;
import pmuoracle.oracle.prove.Statement;
import pmuoracle.oracle.smt.Bool;
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
    return Scenario.over(scope(entries), model)
        .show("events", s -> opposite(s, s.filter("filter", entries).withAction(allow(model))))
        .butNot(
            "either action twice", s -> opposite(s, s.filter("filter", 1).withAction(deny(model))));
  }

  /** What the filter allows, the same with the action to deny does not. */
  private static Statement opposite(Scenario scenario, AcceptedFilter filter) {
    AcceptedFilter deny = scenario.known(filter.withAction(deny(scenario.model())));
    Word event = scenario.eventSelect("event");
    return scenario.claims(
        scenario.allowed(filter, event).iff(scenario.allowed(deny, event).not()));
  }

  /** A statement about any filter. */
  interface OfFilter {
    Statement of(Scenario scenario, AcceptedFilter filter, UnaryOperator<Bool> condition);
  }

  /** That it holds under its condition, and not under the opposite. */
  static Claim under(
      X86Model model, int entries, String condition, String opposite, OfFilter statement) {
    return Scenario.over(scope(entries), model)
        .show(condition, s -> statement.of(s, s.filter("filter", entries), some -> some))
        .butNot(opposite, s -> statement.of(s, s.filter("filter", entries), Bool::not));
  }

  static Claim denyNothing(X86Model model) {
    return Scenario.over("every event and fixed counter", model)
        .show("events", s -> asWithout(s, bare(s, deny(model))))
        .show("fixed counters", s -> fixedAsWithout(s, deny(model)))
        .butNot("allowing nothing", s -> asWithout(s, bare(s, allow(model))));
  }

  static Claim noneRemoves(X86Model model) {
    return Scenario.over("every list and event, every fixed counter", model)
        .show("events", s -> asWithout(s, s.filter("filter", model.maxEvents()).withAction(0)))
        .show("fixed counters", s -> fixedAsWithout(s, 0))
        .butNot("accepting nothing", s -> asWithout(s, bare(s, allow(model))));
  }

  private static Statement asWithout(Scenario scenario, AcceptedFilter filter) {
    AcceptedFilter known = scenario.known(filter);
    Word event = scenario.eventSelect("event");
    return scenario.claims(scenario.allowed(known, event).iff(scenario.allowedWithout(event)));
  }

  private static Statement fixedAsWithout(Scenario scenario, long action) {
    AcceptedFilter filter = scenario.known(bare(scenario, action));
    Word index = scenario.fixedCounter("index");
    return scenario.claims(
        scenario.fixedAllowed(filter, index).iff(scenario.fixedAllowedWithout(index)));
  }

  /** No entries and no bit of the bitmap. */
  private static AcceptedFilter bare(Scenario scenario, long action) {
    return scenario.filter("filter", 0).withAction(action).withBitmap(scenario.terms().word(32, 0));
  }

  static Claim allowNothing(X86Model model) {
    return Scenario.over("every event and fixed counter", model)
        .show("events", s -> denies(s, allow(model)))
        .show(
            "fixed counters",
            s -> {
              AcceptedFilter filter = s.known(bare(s, allow(model)));
              return s.claims(s.fixedAllowed(filter, s.fixedCounter("index")).not());
            })
        .butNot("denying nothing", s -> denies(s, deny(model)));
  }

  private static Statement denies(Scenario scenario, long action) {
    AcceptedFilter filter = scenario.known(bare(scenario, action));
    return scenario.claims(scenario.allowed(filter, scenario.eventSelect("event")).not());
  }

  /** Events of one select and unit mask are treated alike. */
  static Claim keyDecides(X86Model model, int entries) {
    return Scenario.over(scope(entries), model)
        .show("of one key on Intel", s -> alike(s, entries, Vendor.INTEL, Vendor.INTEL.keyMask()))
        .show("of one key on AMD", s -> alike(s, entries, Vendor.AMD, Vendor.AMD.keyMask()))
        .butNot("of one select", s -> alike(s, 1, Vendor.INTEL, EventSelect.SELECT_LOW));
  }

  private static Statement alike(Scenario scenario, int entries, Vendor vendor, long key) {
    AcceptedFilter filter = scenario.filter("filter", entries);
    Bool intel = scenario.machine().intel();
    scenario.given(vendor == Vendor.INTEL ? intel : intel.not());
    Word event = scenario.eventSelect("event");
    Word other = event.and(key).or(scenario.terms().variable("other", 64).and(~key));
    scenario.given(scenario.writable(other).is(other));
    return scenario.claims(scenario.allowed(filter, event).iff(scenario.allowed(filter, other)));
  }

  /** A raw list that has the event's select and unit mask denies it. */
  static Claim denyOfKeyDenies(X86Model model, int entries) {
    return Scenario.over(scope(entries), model)
        .show("of its select and unit mask", s -> denied(s, entries, s.machine().keyMask()))
        .butNot("of its select", s -> denied(s, 1, s.machine().selectMask()));
  }

  private static Statement denied(Scenario scenario, int entries, Word key) {
    AcceptedFilter raw = raw(scenario, entries, deny(scenario.model()));
    Word event = scenario.eventSelect("event");
    scenario.given(raw.some(e -> e.is(event.and(key))));
    return scenario.claims(scenario.allowed(raw, event).not());
  }

  /** On AMD a raw list without the event's 12-bit select and unit mask does not deny it. */
  static Claim selectsDistinguished(X86Model model, int entries) {
    return Scenario.over(scope(entries), model)
        .show(
            "of another select",
            s -> passes(s, entries, (raw, event) -> raw.some(e -> Entry.equal(e, event)).not()))
        .butNot("nor does one with it", s -> passes(s, 1, (raw, event) -> s.terms().bool(true)));
  }

  private static Statement passes(
      Scenario scenario, int entries, BiFunction<AcceptedFilter, Word, Bool> where) {
    AcceptedFilter raw = raw(scenario, entries, deny(scenario.model()));
    Word event = scenario.eventSelect("event");
    scenario.given(scenario.machine().intel().not());
    scenario.given(where.apply(raw, event));
    return scenario.claims(scenario.allowed(raw, event));
  }

  /** A list that allows the plain event does not allow it with a modifier. */
  static Claim modifiersDistinguished(X86Model model, int entries) {
    return Scenario.over(scope(entries), model)
        .show("with a modifier", s -> modified(s, entries, MODIFIERS))
        .butNot("nor the plain event", s -> modified(s, entries, 0));
  }

  private static Statement modified(Scenario scenario, int entries, long modifiers) {
    AcceptedFilter filter = scenario.filter("filter", entries).withAction(allow(scenario.model()));
    Word event = scenario.eventSelect("event");
    scenario.given(event.isClear(modifiers).not().or(scenario.terms().bool(modifiers == 0)));
    return scenario.claims(scenario.allowed(filter, event).not());
  }

  /** A filter of unmasked entries. */
  static AcceptedFilter raw(Scenario scenario, int entries, long action) {
    return scenario.known(
        AcceptedFilter.variables(scenario.model(), scenario.machine(), "filter", entries)
            .withFlags(scenario.terms().word(32, 0))
            .withAction(action));
  }
}
