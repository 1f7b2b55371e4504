package pmuoracle.oracle.prove.x86;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import pmuoracle.oracle.encoding.x86.Entry;
import pmuoracle.oracle.encoding.x86.EventList;
import pmuoracle.oracle.prove.Claim;
import pmuoracle.oracle.prove.Statement;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.x86.X86Model;

/**
 * That the order of entries and their repetition are irrelevant. A list is seen as places that hold
 * an entry or none; then a list of any length has as many places as the limit, every order of its
 * entries is an order of the places, and every order of the places is made of exchanging the first
 * two and putting the first last.
 */
final class OrderClaims {
  private OrderClaims() {}

  static Claim irrelevant(X86Model model, int entries) {
    return Scenario.over(VerdictClaims.scope(entries), model)
        .show("a list is its places", s -> places(s, entries))
        .show("the first two places exchanged", s -> moved(s, entries, 2))
        .show("the first place put last", s -> moved(s, entries, entries))
        .show("the first entry repeated", s -> repeated(s, entries))
        .butNot("with one entry dropped", OrderClaims::dropped);
  }

  private static Statement dropped(Scenario scenario) {
    AcceptedFilter filter = scenario.filter("filter", 2);
    AcceptedFilter other =
        scenario.known(filter.withEntries(scenario.terms().word(32, 1), filter.list().entries()));
    scenario.given(filter.list().count().is(2));
    return scenario.alike(filter, other, scenario.eventSelect("event"));
  }

  private static Statement places(Scenario scenario, int entries) {
    AcceptedFilter filter = scenario.filter("filter", entries);
    Word event = scenario.eventSelect("event");
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < entries; i++) {
      Bool taken = scenario.terms().word(32, i).below(filter.list().count());
      places.add(new Place(taken, filter.list().entries().get(i)));
    }
    // Through the verdict, which says of ALLOW what is listed.
    scenario.given(filter.action().is(VerdictClaims.allow(scenario.model())));
    return scenario.claims(scenario.allowed(filter, event).iff(listed(filter, places, event)));
  }

  /** The first place put behind the next ones. */
  private static Statement moved(Scenario scenario, int entries, int behind) {
    AcceptedFilter filter = any(scenario, entries);
    List<Place> places = variables(filter);
    List<Place> moved = new ArrayList<>(places);
    Collections.rotate(moved.subList(0, behind), -1);
    return alike(scenario, filter, places, moved);
  }

  /** The entry of the first place in the second as well, which holds none. */
  private static Statement repeated(Scenario scenario, int entries) {
    AcceptedFilter filter = any(scenario, entries);
    List<Place> before = variables(filter);
    List<Place> after = new ArrayList<>(before);
    Place first = before.get(0);
    before.set(1, new Place(scenario.terms().bool(false), before.get(1).entry()));
    after.set(1, first);
    return alike(scenario, filter, before, after);
  }

  private static AcceptedFilter any(Scenario scenario, int entries) {
    return AcceptedFilter.variables(scenario.model(), scenario.machine(), "filter", entries);
  }

  private static Statement alike(
      Scenario scenario, AcceptedFilter filter, List<Place> one, List<Place> other) {
    Word event = scenario.eventSelect("event");
    return BinarySearch.ofLoop(
        List.of(), listed(filter, one, event).iff(listed(filter, other, event)));
  }

  /**
   * A place of a list.
   *
   * @param taken whether it holds an entry
   */
  private record Place(Bool taken, Word entry) {}

  /** Any places at all. */
  private static List<Place> variables(AcceptedFilter filter) {
    Terms terms = filter.machine().world();
    List<Place> places = new ArrayList<>();
    for (Word entry : filter.list().entries()) {
      places.add(new Place(terms.variable("taken-" + (places.size() + 1)), entry));
    }
    return places;
  }

  private static Bool listed(AcceptedFilter filter, List<Place> places, Word event) {
    var matching = filter.model().matching();
    var machine = filter.machine();
    return EventList.listed(
        some(places, e -> Entry.includes(matching, machine, filter.masked(), e, event)),
        some(places, e -> Entry.excludes(matching, machine, filter.masked(), e, event)));
  }

  private static Bool some(List<Place> places, Function<Word, Bool> holds) {
    List<Bool> disjuncts =
        places.stream().map(place -> place.taken.and(holds.apply(place.entry))).toList();
    return disjuncts.get(0).terms().any(disjuncts);
  }
}
