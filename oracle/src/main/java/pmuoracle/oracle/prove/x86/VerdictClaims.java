package pmuoracle.oracle.prove.x86;

import pmuoracle.oracle.prove.Claim;
import pmuoracle.oracle.prove.Obligation;
import pmuoracle.oracle.prove.Statement;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Model.Actions;

/** Claims about what one filter says. */
final class VerdictClaims {
  private VerdictClaims() {}

  static String scope(X86Model model) {
    return "every filter of up to %d entries".formatted(model.maxEvents());
  }

  /** The action that lets pass what is listed. */
  static long allow(X86Model model) {
    return model.actions() == Actions.NONE_ACCEPT_REJECT ? 1 : 0;
  }

  static long deny(X86Model model) {
    return allow(model) + 1;
  }

  static Claim complement(X86Model model) {
    return Claim.timeless(
        scope(model),
        new Obligation("either action twice", t -> same(t, model)),
        new Obligation("events", t -> complement(t, model)));
  }

  private static Statement complement(Terms terms, X86Model model) {
    Scene scene = new Scene(terms, model);
    AcceptedFilter allow = scene.filter("filter", model.maxEvents()).withAction(allow(model));
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
}
