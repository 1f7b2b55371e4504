package pmuoracle.oracle.prove.x86;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import pmuoracle.oracle.prove.Claim;
import pmuoracle.oracle.prove.Obligation;
import pmuoracle.oracle.prove.Statement;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Models;

/** Claims about what a list means. */
final class ListClaims {
  private ListClaims() {}

  static Claim orderIrrelevant(X86Model model) {
    return Claim.timeless(
        VerdictClaims.scope(model),
        new Obligation("with one entry dropped", t -> shuffled(t, model, true)),
        new Obligation("reordered", t -> shuffled(t, model, false)));
  }

  private static Statement shuffled(Terms terms, X86Model model, boolean shorter) {
    Scene scene = new Scene(terms, model);
    AcceptedFilter filter = scene.filter("filter", shorter ? 2 : model.maxEvents());
    List<Word> entries = new ArrayList<>(filter.list().entries());
    Collections.shuffle(entries, new Random(1));
    Word count = filter.list().count();
    AcceptedFilter other =
        shorter
            ? scene.known(filter.withEntries(terms.word(32, 1), entries))
            : scene.known(filter.withEntries(count, entries));
    // A list that is not full can be filled with copies of an entry, so only full ones matter.
    scene.given(count.is(filter.list().entries().size()));
    Word event = scene.eventSelect("event");
    return scene.claims(scene.allowed(filter, event).iff(scene.allowed(other, event)));
  }

  static Claim asBeforeMaskedEntries(X86Model model) {
    return Claim.timeless(
        VerdictClaims.scope(model),
        new Obligation("with the high nibble", t -> before(t, model, 1, false)),
        new Obligation("raw lists", t -> before(t, model, model.maxEvents(), true)));
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
}
