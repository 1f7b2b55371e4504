package pmuoracle.oracle.prove.arm64;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import pmuoracle.oracle.encoding.arm64.FilterCalls;
import pmuoracle.oracle.encoding.arm64.FilterRange;
import pmuoracle.oracle.prove.Claim;
import pmuoracle.oracle.prove.Obligation;
import pmuoracle.oracle.prove.Statement;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;

/**
 * Claims about what any number of accepted calls say of an event, by induction on them: the state
 * is what is so far said of one event, and one more call changes it. That terms which fold a list
 * of calls agree is shown of lists of up to eight.
 */
final class FilterClaims {
  private static final String SCOPE = "any number of calls, by induction on them; every event";
  private static final int FOLDED = 8;

  private FilterClaims() {}

  /**
   * What calls so far say of one event.
   *
   * @param present whether there was one
   * @param allowed what the filter says of the event
   * @param covered whether the range of one contained the event
   * @param first whether the first one allowed
   * @param last whether the last one that contained the event allowed
   */
  private record Said(Bool present, Bool allowed, Bool covered, Bool first, Bool last) {
    static Said none(Terms terms) {
      Bool no = terms.bool(false);
      return new Said(no, terms.bool(true), no, no, no);
    }

    static Said variables(Terms terms) {
      return new Said(
          terms.variable("present"),
          terms.variable("allowed"),
          terms.variable("covered"),
          terms.variable("first-allows"),
          terms.variable("last-allows"));
    }

    Said after(FilterRange call, Word event) {
      Terms terms = present.terms();
      Bool contains = call.contains(event);
      return new Said(
          terms.bool(true),
          call.decide(present.choose(allowed, call.byDefault()), event),
          covered.or(contains),
          present.choose(first, call.allows()),
          contains.choose(call.allows(), last));
    }
  }

  static Claim untouchedHaveDefault() {
    return induction(
        (said, terms) -> said.present().and(said.covered().not()),
        said -> said.allowed().iff(said.first().not()),
        new Obligation(
            "as the first call says",
            t -> step(t, said -> said.covered().or(said.first().iff(said.allowed())))));
  }

  static Claim lastDecides() {
    return induction(
        (said, terms) -> said.covered(),
        said -> said.allowed().iff(said.last()),
        new Obligation(
            "the first call decides",
            t -> step(t, said -> said.present().implies(said.allowed().iff(said.first())))));
  }

  private interface Property {
    Bool of(Said said);
  }

  private static Claim induction(
      BiFunction<Said, Terms, Bool> where, Property claimed, Obligation sibling) {
    Property property = said -> where.apply(said, said.present().terms()).implies(claimed.of(said));
    return Claim.timeless(
        SCOPE,
        sibling,
        new Obligation("no call", t -> Statement.ofStates(List.of(), property.of(Said.none(t)))),
        new Obligation("one more call", t -> step(t, property)),
        new Obligation("eight calls folded", FilterClaims::folded));
  }

  /** What was true before a call is true after it. */
  private static Statement step(Terms terms, Property property) {
    Said before = Said.variables(terms);
    FilterRange call = FilterRange.variables(terms, "call");
    Word event = terms.variable("event", 16);
    return Statement.ofStates(
        List.of(property.of(before), before.covered().implies(before.present())),
        property.of(before.after(call, event)).and(before.after(call, event).present()));
  }

  /** The fold over a list is what one call after another leaves. */
  private static Statement folded(Terms terms) {
    FilterCalls calls = FilterCalls.variables(terms, FOLDED);
    Word event = terms.variable("event", 16);
    Said said = Said.none(terms);
    List<Bool> agree = new ArrayList<>();
    for (int i = 0; i < FOLDED; i++) {
      said = said.after(calls.calls().get(i), event);
      agree.add(
          calls
              .count()
              .is(i + 1)
              .implies(
                  calls
                      .allows(event)
                      .iff(said.allowed())
                      .and(calls.covers(event).iff(said.covered()))));
    }
    return Statement.ofStates(List.of(), terms.all(agree));
  }

  /**
   * Two neighbouring calls, of one action, or disjoint and not the first: the state after both is
   * the same in either order, and so is everything after.
   */
  static Claim neighboursCommute() {
    return Claim.timeless(
        SCOPE,
        new Obligation("the first two included", t -> swapped(t, false)),
        new Obligation("two calls", t -> swapped(t, true)));
  }

  private static Statement swapped(Terms terms, boolean notFirst) {
    Said before = Said.variables(terms);
    FilterRange one = FilterRange.variables(terms, "one");
    FilterRange other = FilterRange.variables(terms, "other");
    Word event = terms.variable("event", 16);
    Bool apart = disjoint(one, other).and(before.present().or(terms.bool(!notFirst)));
    Bool same = one.allows().iff(other.allows());
    return Statement.ofStates(
        List.of(apart.or(same)),
        before
            .after(one, event)
            .after(other, event)
            .allowed()
            .iff(before.after(other, event).after(one, event).allowed()));
  }

  private static Bool disjoint(FilterRange one, FilterRange other) {
    return before(one, other).or(before(other, one));
  }

  private static Bool before(FilterRange one, FilterRange other) {
    return FilterRange.end(one.base(), one.nevents(), FilterRange.END_BITS)
        .atMost(other.base().zeroExtend(FilterRange.END_BITS));
  }
}
