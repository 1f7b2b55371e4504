package pmuoracle.oracle.prove.x86;

import java.util.function.UnaryOperator;
import pmuoracle.oracle.prove.Claim;
import pmuoracle.oracle.prove.Statement;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.x86.FixedControl;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Model.Actions;
import pmuoracle.spec.x86.X86Model.FixedFilter;

/** Claims about fixed counters and what they have to do with the list. */
final class FixedClaims {
  private static final String SCOPE = "every action, bitmap and fixed counter";

  private FixedClaims() {}

  static Claim complement(X86Model model) {
    return Claim.over(
            SCOPE,
            t -> {
              Scenario scenario = new Scenario(t, model);
              AcceptedFilter allow =
                  scenario.filter("filter", 0).withAction(VerdictClaims.allow(model));
              return new Twice(
                  scenario, scenario.known(allow.withAction(VerdictClaims.deny(model))), allow);
            })
        .show("the same bitmap", twice -> twice.claims(twice.allowed.iff(twice.denied.not())))
        .butNot("that they agree", twice -> twice.claims(twice.allowed.iff(twice.denied)));
  }

  static Claim denyIsAllowOfRest(X86Model model) {
    return Claim.over(
            SCOPE,
            t -> {
              Scenario scenario = new Scenario(t, model);
              AcceptedFilter deny =
                  scenario.filter("filter", 0).withAction(VerdictClaims.deny(model));
              AcceptedFilter allow =
                  deny.withAction(VerdictClaims.allow(model)).withBitmap(deny.bitmap().not());
              return new Twice(scenario, deny, scenario.known(allow));
            })
        .show("complemented bitmaps", twice -> twice.claims(twice.denied.iff(twice.allowed)))
        .butNot("the opposite", twice -> twice.claims(twice.denied.iff(twice.allowed).not()));
  }

  /** Whether a fixed counter counts under either action. */
  private static final class Twice {
    private final Scenario scenario;
    private final Bool denied;
    private final Bool allowed;

    Twice(Scenario scenario, AcceptedFilter deny, AcceptedFilter allow) {
      this.scenario = scenario;
      Word index = scenario.fixedCounter("index");
      denied = scenario.fixedAllowed(deny, index);
      allowed = scenario.fixedAllowed(allow, index);
    }

    Statement claims(Bool goal) {
      return scenario.claims(goal);
    }
  }

  /** Fixed counters ask only action and bitmap, events only action, flags and list. */
  static Claim twoDoors(X86Model model, int entries) {
    return Scenario.over(VerdictClaims.scope(entries), model)
        .show(
            "fixed counters",
            s -> {
              AcceptedFilter one = s.filter("filter", entries);
              AcceptedFilter other =
                  AcceptedFilter.variables(model, s.machine(), "other", entries)
                      .withAction(one.action())
                      .withBitmap(one.bitmap());
              return s.fixedAlike(one, s.known(other), s.fixedCounter("index"));
            })
        .show(
            "events",
            s -> {
              AcceptedFilter one = s.filter("filter", entries);
              return s.alike(one, otherBitmap(s, one), s.eventSelect("event"));
            })
        .butNot(
            "whatever the bitmap",
            s -> {
              AcceptedFilter one = s.filter("filter", 0);
              return s.fixedAlike(one, otherBitmap(s, one), s.fixedCounter("index"));
            });
  }

  private static AcceptedFilter otherBitmap(Scenario scenario, AcceptedFilter filter) {
    return scenario.known(filter.withBitmap(scenario.terms().variable("other-bitmap", 32)));
  }

  /** Whatever happens to events, some bitmap rejects exactly the wanted fixed counters. */
  static Claim anyFixedCounters(X86Model model) {
    return Claim.over(SCOPE, t -> new Suited(new Scenario(t, model)))
        .show("exactly those", one -> one.scenario.claims(one.rejected.iff(one.unwanted)))
        .butNot("and the others too", one -> one.scenario.claims(one.rejected));
  }

  /** A bitmap made for some unwanted counters, and one counter. */
  private static final class Suited {
    private final Scenario scenario;
    private final Bool unwanted;
    private final Bool rejected;

    Suited(Scenario scenario) {
      this.scenario = scenario;
      X86Model model = scenario.model();
      AcceptedFilter filter = scenario.filter("filter", 0);
      if (model.actions() == Actions.UNCHECKED) {
        scenario.given(filter.action().atMost(1));
      }
      Word bits = scenario.terms().variable("unwanted", 32);
      Bool allows =
          model.fixedFilter() == FixedFilter.BITMAP
              ? filter.action().is(VerdictClaims.allow(model))
              : scenario.terms().bool(false);
      AcceptedFilter suited = scenario.known(filter.withBitmap(allows.choose(bits.not(), bits)));
      Word index = scenario.fixedCounter("index");
      rejected = scenario.fixedAllowed(suited, index).not();
      unwanted = bit(bits, index);
    }
  }

  /** Bits of the bitmap beyond the counter asked change nothing. */
  static Statement otherBits(Scenario scenario) {
    AcceptedFilter one = scenario.filter("filter", 0);
    AcceptedFilter other = otherBitmap(scenario, one);
    Word index = scenario.fixedCounter("index");
    scenario.given(bit(other.bitmap(), index).iff(bit(one.bitmap(), index)));
    return scenario.fixedAlike(one, other, index);
  }

  private static Bool bit(Word bitmap, Word index) {
    return bitmap.zeroExtend(64).shiftRight(index).bit(0);
  }

  /** A denied event's fixed counter is denied too; of instructions. */
  static Claim deniedWithItsEvent(X86Model model, int entries) {
    return Scenario.over(VerdictClaims.scope(entries), model)
        .show("a denied one", s -> deniedWith(s, entries, Bool::not))
        .butNot("an allowed one", s -> deniedWith(s, entries, event -> event));
  }

  private static Statement deniedWith(Scenario scenario, int entries, UnaryOperator<Bool> where) {
    AcceptedFilter filter = scenario.filter("filter", entries);
    scenario.given(filter.action().is(VerdictClaims.deny(scenario.model())));
    Word index = scenario.fixedCounter("index");
    scenario.given(index.is(0));
    Bool event = scenario.allowed(filter, scenario.terms().word(64, FixedControl.encoding(0)));
    Bool fixed = scenario.fixedAllowed(filter, index);
    return scenario.claims(where.apply(event).implies(fixed.not()));
  }

  /** An ALLOW list with no bit of the bitmap lets fixed counters count. */
  static Claim allowListLeavesThem(X86Model model) {
    // Where nothing filters fixed counters the sibling says that nothing lets them count.
    boolean none = model.fixedFilter() == FixedFilter.UNFILTERED;
    return Scenario.over("every list and fixed counter", model)
        .show("an empty bitmap", s -> s.claims(counts(s, VerdictClaims.allow(model), 0)))
        .butNot(
            "nor does a full bitmap of DENY",
            s -> {
              Bool counts = counts(s, VerdictClaims.deny(model), 0xffff_ffffL);
              return s.claims(none ? counts.not() : counts);
            });
  }

  private static Bool counts(Scenario scenario, long action, long bitmap) {
    AcceptedFilter filter =
        scenario
            .filter("filter", 1)
            .withAction(action)
            .withBitmap(scenario.terms().word(32, bitmap));
    return scenario.fixedAllowed(filter, scenario.fixedCounter("index"));
  }

  /** Under ALLOW a fixed counter counts only if the list allows its event. */
  static Claim listAppliesToThem(X86Model model, int entries) {
    return VerdictClaims.under(
        model, entries, "only if it does", "nor if it does", FixedClaims::listApplies);
  }

  private static Statement listApplies(
      Scenario scenario, AcceptedFilter any, UnaryOperator<Bool> only) {
    AcceptedFilter filter = any.withAction(VerdictClaims.allow(scenario.model()));
    Word index = scenario.fixedCounter("index");
    scenario.given(index.atMost(1));
    Word encoding = index.is(0).choose(encoding(scenario, 0), encoding(scenario, 1));
    Bool event = scenario.allowed(filter, encoding);
    Bool fixed = scenario.fixedAllowed(filter, index);
    return scenario.claims(fixed.implies(only.apply(event)));
  }

  private static Word encoding(Scenario scenario, int index) {
    return scenario.terms().word(64, FixedControl.encoding(index));
  }
}
