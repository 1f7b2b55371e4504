package pmuoracle.oracle.prove.x86;

import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import pmuoracle.oracle.encoding.x86.Entry;
import pmuoracle.oracle.prove.Claim;
import pmuoracle.oracle.prove.Statement;
import pmuoracle.oracle.smt.Bool;
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
    private final Scenario scenario;
    private final AcceptedFilter before;
    private final AcceptedFilter after;
    private final Word entry;
    private final Word event;
    private final Bool was;
    private final Bool is;

    More(Scenario scenario, int entries) {
      this.scenario = scenario;
      before = scenario.filter("filter", Math.max(entries, 2) - 1);
      entry = scenario.terms().variable("entry", 64);
      after = scenario.known(before.plus(entry));
      event = scenario.eventSelect("event");
      was = scenario.allowed(before, event);
      is = scenario.allowed(after, event);
    }

    Bool exclude() {
      return scenario.model().matching() == Matching.MASKED
          ? before.masked().and(Entry.excludes(entry))
          : scenario.terms().bool(false);
    }

    Bool action(long is) {
      return before.action().is(is);
    }

    /** The entry's select is the event's, in the bits of the vendor. */
    Bool select() {
      Word mask = scenario.machine().selectMask();
      return entry.and(mask).is(event.and(mask));
    }

    /** The entry's unit masks have the event's. */
    Bool unitMask() {
      Word asked = event.bits(15, 8);
      Word match = entry.bits(15, 8);
      return before.masked().choose(asked.and(entry.bits(63, 56)).is(match), asked.is(match));
    }

    /** The claim that the entry changes nothing where this holds. */
    Statement nothingWhere(Bool condition) {
      scenario.given(condition);
      return scenario.claims(removes().or(adds()).not());
    }

    Bool denoted() {
      return select().and(unitMask());
    }

    Bool removes() {
      return was.and(is.not());
    }

    Bool adds() {
      return is.and(was.not());
    }
  }

  private static Claim.Builder<Scenario> over(X86Model model, int entries) {
    return Scenario.over(scope(entries), model);
  }

  /** An include entry never removes under ALLOW and never adds under DENY. */
  static Claim includeMonotone(X86Model model, int entries) {
    return over(model, entries)
        .show(
            "an include entry more",
            s -> {
              More more = new More(s, entries);
              s.given(more.exclude().not());
              return s.claims(
                  more.action(VerdictClaims.allow(model))
                      .implies(more.removes().not())
                      .and(more.action(VerdictClaims.deny(model)).implies(more.adds().not())));
            })
        .butNot(
            "under either action",
            s -> {
              More more = new More(s, 2);
              s.given(more.exclude().not());
              return s.claims(more.removes().not());
            });
  }

  /** An exclude entry never adds under ALLOW and never removes under DENY. */
  static Claim excludeMonotone(X86Model model, int entries) {
    return over(model, entries)
        .show("an exclude entry more", s -> monotone(new More(s, entries), More::exclude))
        .butNot("an include entry", s -> monotone(new More(s, 2), more -> more.exclude().not()));
  }

  private static Statement monotone(More more, Function<More, Bool> where) {
    X86Model model = more.scenario.model();
    more.scenario.given(where.apply(more));
    return more.scenario.claims(
        more.action(VerdictClaims.allow(model))
            .implies(more.adds().not())
            .and(more.action(VerdictClaims.deny(model)).implies(more.removes().not())));
  }

  /** ALLOW of an include entry more allows what either allows, and nothing else. */
  static Claim unionOfIncludes(X86Model model, int entries) {
    return Scenario.over(scope(entries) + ", one entry after the other", model)
        .show("what either allows", s -> union(new More(s, entries), true, Bool::or, Bool::iff))
        .butNot("what both allow", s -> union(new More(s, 2), true, Bool::and, Bool::iff));
  }

  /** The same whatever the entries. */
  static Claim unionAllows(X86Model model, int entries) {
    return Scenario.over(scope(entries) + ", one entry after the other", model)
        .show(
            "what either allows",
            s -> union(new More(s, entries), false, Bool::or, (is, parts) -> parts.implies(is)))
        .butNot("what both allow", s -> union(new More(s, 2), true, Bool::and, Bool::iff));
  }

  private static Statement union(
      More more, boolean includes, BinaryOperator<Bool> together, BinaryOperator<Bool> goal) {
    Scenario scenario = more.scenario;
    scenario.given(more.action(VerdictClaims.allow(scenario.model())));
    scenario.given(more.before.list().count().is(0).not());
    if (includes && scenario.model().matching() == Matching.MASKED) {
      scenario.given(more.after.masked().and(more.after.some(Entry::excludes)).not());
    }
    AcceptedFilter only = scenario.known(more.before.only(more.entry));
    Bool other = scenario.allowed(only, more.event);
    return scenario.claims(goal.apply(more.is, together.apply(more.was, other)));
  }

  static Claim excludeOfOtherSelect(X86Model model, int entries) {
    return over(model, entries)
        .show("of another select", s -> excluding(new More(s, entries), m -> m.select().not()))
        .butNot("of its own select", s -> excluding(new More(s, 2), More::select));
  }

  private static Statement excluding(More more, Function<More, Bool> where) {
    more.scenario.given(more.exclude());
    return more.nothingWhere(where.apply(more));
  }

  /** An entry more changes no verdict but of events with its select and unit masks. */
  static Claim concernsItsEvents(X86Model model, int entries) {
    return over(model, entries)
        .show(
            "of other events",
            s -> {
              More more = new More(s, entries);
              return more.nothingWhere(more.denoted().not());
            })
        .butNot(
            "nor of those",
            s -> {
              More more = new More(s, 2);
              return more.nothingWhere(more.denoted());
            });
  }

  /** Adding any entry to an ALLOW list never removes. */
  static Claim neverRemoves(X86Model model, int entries) {
    return over(model, entries)
        .show("an entry more", s -> never(new More(s, entries), More::removes))
        .butNot("nor adds", s -> never(new More(s, 2), More::adds));
  }

  private static Statement never(More more, Function<More, Bool> changes) {
    more.scenario.given(more.action(VerdictClaims.allow(more.scenario.model())));
    return more.scenario.claims(changes.apply(more).not());
  }

  /** On Intel an entry with a high nibble changes nothing where it is accepted. */
  static Claim highNibbleOnIntel(X86Model model, int entries) {
    return over(model, entries)
        .show("on Intel", s -> highNibble(new More(s, entries), s.machine().intel()))
        .butNot("on AMD", s -> highNibble(new More(s, 2), s.machine().intel().not()));
  }

  private static Statement highNibble(More more, Bool vendor) {
    more.scenario.given(vendor);
    return more.nothingWhere(more.entry.isClear(EventSelect.SELECT_HIGH).not());
  }

  /** An accepted include entry lists some event; if any, then the one of its own bits. */
  static Claim everyEntryLists(X86Model model) {
    return Claim.over("every list of one entry", t -> new Single(new Scenario(t, model)))
        .show(
            "if any event, its own",
            one -> {
              Word event = one.scenario.eventSelect("event");
              return one.scenario.claims(one.lists(event).implies(one.lists(one.own())));
            })
        .show("its own event", one -> one.scenario.claims(one.lists(one.own())))
        .butNot(
            "every event",
            one -> one.scenario.claims(one.lists(one.scenario.eventSelect("event"))));
  }

  /** ALLOW of one include entry. */
  private static final class Single {
    private final Scenario scenario;
    private final AcceptedFilter filter;
    private final Word entry;

    Single(Scenario scenario) {
      this.scenario = scenario;
      X86Model model = scenario.model();
      filter = scenario.filter("filter", 1).withAction(VerdictClaims.allow(model));
      entry = filter.list().entries().get(0);
      scenario.given(filter.list().count().is(1));
      if (model.matching() == Matching.MASKED) {
        scenario.given(filter.masked().and(Entry.excludes(entry)).not());
      }
    }

    Bool lists(Word event) {
      return scenario.allowed(filter, event);
    }

    /** The entry's own select and unit mask, as far as a guest can write them. */
    Word own() {
      return scenario.writable(entry.and(EventSelect.RAW_EVENT_NB));
    }
  }

  /** An event that an exclude entry covers is denied. */
  static Claim excludeDenies(X86Model model, int entries) {
    return VerdictClaims.under(
        model, entries, "an excluded event", "one that none covers", EntryClaims::excluded);
  }

  private static Statement excluded(
      Scenario scenario, AcceptedFilter filter, UnaryOperator<Bool> covered) {
    scenario.given(filter.masked());
    Word event = scenario.eventSelect("event");
    Bool some = filter.some(e -> Entry.excludes(e).and(Entry.covers(scenario.machine(), e, event)));
    scenario.given(covered.apply(some));
    return scenario.claims(scenario.allowed(filter, event).not());
  }
}
