package pmuoracle.oracle.prove.x86;

import pmuoracle.oracle.prove.Claim;
import pmuoracle.oracle.prove.Obligation;
import pmuoracle.oracle.prove.Statement;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
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
    return Claim.timeless(
        SCOPE,
        new Obligation("that they agree", t -> complement(t, model, true)),
        new Obligation("the same bitmap", t -> complement(t, model, false)));
  }

  private static Statement complement(Terms terms, X86Model model, boolean agree) {
    Scene scene = new Scene(terms, model);
    AcceptedFilter allow = scene.filter("filter", 0).withAction(VerdictClaims.allow(model));
    AcceptedFilter deny = scene.known(allow.withAction(VerdictClaims.deny(model)));
    Word index = scene.fixedCounter("index");
    Bool denied = scene.fixedAllowed(deny, index);
    return scene.claims(scene.fixedAllowed(allow, index).iff(agree ? denied : denied.not()));
  }

  static Claim denyIsAllowOfRest(X86Model model) {
    return Claim.timeless(
        SCOPE,
        new Obligation("the opposite", t -> rest(t, model, true)),
        new Obligation("complemented bitmaps", t -> rest(t, model, false)));
  }

  private static Statement rest(Terms terms, X86Model model, boolean opposite) {
    Scene scene = new Scene(terms, model);
    AcceptedFilter deny = scene.filter("filter", 0).withAction(VerdictClaims.deny(model));
    AcceptedFilter allow =
        scene.known(deny.withAction(VerdictClaims.allow(model)).withBitmap(deny.bitmap().not()));
    Word index = scene.fixedCounter("index");
    Bool same = scene.fixedAllowed(deny, index).iff(scene.fixedAllowed(allow, index));
    return scene.claims(opposite ? same.not() : same);
  }

  /** Fixed counters ask only action and bitmap, events only action, flags and list. */
  static Claim twoDoors(X86Model model, int entries) {
    return Claim.timeless(
        VerdictClaims.scope(entries),
        new Obligation("whatever the bitmap", t -> otherBitmap(t, model)),
        new Obligation("fixed counters", t -> otherList(t, model, entries)),
        new Obligation("events", t -> otherEvents(t, model, entries)));
  }

  private static Statement otherBitmap(Terms terms, X86Model model) {
    Scene scene = new Scene(terms, model);
    AcceptedFilter one = scene.filter("filter", 0);
    AcceptedFilter other = scene.known(one.withBitmap(terms.variable("other-bitmap", 32)));
    Word index = scene.fixedCounter("index");
    return scene.claims(scene.fixedAllowed(one, index).iff(scene.fixedAllowed(other, index)));
  }

  private static Statement otherList(Terms terms, X86Model model, int entries) {
    Scene scene = new Scene(terms, model);
    AcceptedFilter one = scene.filter("filter", entries);
    AcceptedFilter list = AcceptedFilter.variables(model, scene.machine(), "other", entries);
    AcceptedFilter other = scene.known(list.withAction(one.action()).withBitmap(one.bitmap()));
    Word index = scene.fixedCounter("index");
    return scene.claims(scene.fixedAllowed(one, index).iff(scene.fixedAllowed(other, index)));
  }

  private static Statement otherEvents(Terms terms, X86Model model, int entries) {
    Scene scene = new Scene(terms, model);
    AcceptedFilter one = scene.filter("filter", entries);
    AcceptedFilter other = scene.known(one.withBitmap(terms.variable("other-bitmap", 32)));
    Word event = scene.eventSelect("event");
    return scene.claims(scene.allowed(one, event).iff(scene.allowed(other, event)));
  }

  /** Whatever happens to events, some bitmap rejects exactly the wanted fixed counters. */
  static Claim anyFixedCounters(X86Model model) {
    return Claim.timeless(
        SCOPE,
        new Obligation("and the others too", t -> any(t, model, true)),
        new Obligation("exactly those", t -> any(t, model, false)));
  }

  private static Statement any(Terms terms, X86Model model, boolean all) {
    Scene scene = new Scene(terms, model);
    AcceptedFilter filter = scene.filter("filter", 0);
    if (model.actions() == Actions.UNCHECKED) {
      scene.given(filter.action().atMost(1));
    }
    Word unwanted = terms.variable("unwanted", 32);
    Bool allows =
        model.fixedFilter() == FixedFilter.BITMAP
            ? filter.action().is(VerdictClaims.allow(model))
            : terms.bool(false);
    AcceptedFilter suited = scene.known(filter.withBitmap(allows.choose(unwanted.not(), unwanted)));
    Word index = scene.fixedCounter("index");
    Bool rejected = scene.fixedAllowed(suited, index).not();
    return scene.claims(all ? rejected : rejected.iff(bit(unwanted, index)));
  }

  /** Bits of the bitmap beyond the counter asked change nothing. */
  static Statement otherBits(Terms terms, X86Model model) {
    Scene scene = new Scene(terms, model);
    AcceptedFilter one = scene.filter("filter", 0);
    Word bitmap = terms.variable("other-bitmap", 32);
    AcceptedFilter other = scene.known(one.withBitmap(bitmap));
    Word index = scene.fixedCounter("index");
    scene.given(bit(bitmap, index).iff(bit(one.bitmap(), index)));
    return scene.claims(scene.fixedAllowed(one, index).iff(scene.fixedAllowed(other, index)));
  }

  private static Bool bit(Word bitmap, Word index) {
    return bitmap.zeroExtend(64).shiftRight(index).bit(0);
  }

  /** A denied event's fixed counter is denied too; of instructions. */
  static Claim deniedWithItsEvent(X86Model model, int entries) {
    return Claim.timeless(
        VerdictClaims.scope(entries),
        new Obligation("an allowed one", t -> withEvent(t, model, entries, false)),
        new Obligation("a denied one", t -> withEvent(t, model, entries, true)));
  }

  private static Statement withEvent(Terms terms, X86Model model, int entries, boolean denied) {
    Scene scene = new Scene(terms, model);
    AcceptedFilter filter = scene.filter("filter", entries);
    scene.given(filter.action().is(VerdictClaims.deny(model)));
    Word index = scene.fixedCounter("index");
    scene.given(index.is(0));
    Bool event = scene.allowed(filter, terms.word(64, FixedControl.encoding(0)));
    Bool fixed = scene.fixedAllowed(filter, index);
    return scene.claims(denied ? event.not().implies(fixed.not()) : event.implies(fixed.not()));
  }

  /** An ALLOW list with no bit of the bitmap lets fixed counters count. */
  static Claim allowListLeavesThem(X86Model model) {
    return Claim.timeless(
        "every list and fixed counter",
        new Obligation("nor does a full bitmap of DENY", t -> left(t, model, false)),
        new Obligation("an empty bitmap", t -> left(t, model, true)));
  }

  private static Statement left(Terms terms, X86Model model, boolean allow) {
    Scene scene = new Scene(terms, model);
    AcceptedFilter filter =
        scene
            .filter("filter", 1)
            .withAction(allow ? VerdictClaims.allow(model) : VerdictClaims.deny(model))
            .withBitmap(terms.word(32, allow ? 0 : 0xffff_ffffL));
    Bool fixed = scene.fixedAllowed(filter, scene.fixedCounter("index"));
    // Where nothing filters fixed counters the sibling says that nothing lets them count.
    boolean none = model.fixedFilter() == FixedFilter.UNFILTERED;
    return scene.claims(allow || !none ? fixed : fixed.not());
  }

  /** Under ALLOW a fixed counter counts only if the list allows its event. */
  static Claim listAppliesToThem(X86Model model, int entries) {
    return Claim.timeless(
        VerdictClaims.scope(entries),
        new Obligation("nor if it does", t -> listApplies(t, model, entries, false)),
        new Obligation("only if it does", t -> listApplies(t, model, entries, true)));
  }

  private static Statement listApplies(Terms terms, X86Model model, int entries, boolean only) {
    Scene scene = new Scene(terms, model);
    AcceptedFilter filter = scene.filter("filter", entries).withAction(VerdictClaims.allow(model));
    Word index = scene.fixedCounter("index");
    scene.given(index.atMost(1));
    Word encoding =
        index
            .is(0)
            .choose(
                terms.word(64, FixedControl.encoding(0)), terms.word(64, FixedControl.encoding(1)));
    Bool event = scene.allowed(filter, encoding);
    Bool fixed = scene.fixedAllowed(filter, index);
    return scene.claims(fixed.implies(only ? event : event.not()));
  }
}
