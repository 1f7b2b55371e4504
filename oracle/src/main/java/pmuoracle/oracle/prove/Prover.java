package pmuoracle.oracle.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pmuoracle.oracle.smt.Answer;
import pmuoracle.oracle.smt.Question;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.spec.Model;

/**
 * Shows claims, or what shows them false. One thread.
 *
 * @param steps each solver's limit for one obligation
 */
public record Prover(Engine engine, Hunter hunter, Script script, long steps) {

  /** What comes of the claim under the model. */
  public Outcome outcome(Claim claim, Model model) {
    List<String> open = new ArrayList<>();
    for (Obligation obligation : claim.obligations()) {
      Outcome outcome = shown(claim, obligation);
      if (outcome instanceof Outcome.Proved) {
        continue;
      } else if (claim.watch().isEmpty() || !(outcome instanceof Outcome.Inconclusive)) {
        return outcome;
      }
      open.add(obligation.title());
    }
    return open.isEmpty() ? sound(claim) : hunted(claim, model, open);
  }

  /** One obligation; of a claim about programs, a state that refutes it is inconclusive. */
  private Outcome shown(Claim claim, Obligation obligation) {
    try (Terms terms = new Terms()) {
      Statement statement = obligation.statement().apply(terms);
      Question question = asked(terms, statement);
      script.written(obligation.title(), question.smtLib());
      Answer answer = question.answer();
      if (answer instanceof Answer.Unknown unknown) {
        return new Outcome.Inconclusive(obligation.title() + ": " + unknown.reason());
      } else if (answer instanceof Answer.Sat sat) {
        return claim.watch().isPresent()
            ? new Outcome.Inconclusive(obligation.title() + " is not kept")
            : replayed(obligation, statement.witness().apply(sat.assignment()));
      }
      return new Outcome.Proved(List.of("z3"), List.of());
    }
  }

  private Question asked(Terms terms, Statement statement) {
    Question question = new Question(terms, steps);
    statement.given().forEach(question::given);
    return question.given(statement.goal().not());
  }

  private Outcome replayed(Obligation obligation, Witness witness) {
    return witness.replays(engine)
        ? new Outcome.Refuted(obligation.title(), witness)
        : new Outcome.Broken(
            "%s: the witness does not replay: %s".formatted(obligation.title(), witness));
  }

  private Outcome hunted(Claim claim, Model model, List<String> open) {
    Optional<Witness> found = hunter.witness(model, claim.watch().orElseThrow().get());
    String obligations = String.join(", ", open);
    return found
        .map(witness -> replayed(new Obligation(obligations, terms -> nothing()), witness))
        .orElseGet(
            () ->
                new Outcome.Inconclusive(
                    "not shown: %s; and no program was found that refutes it"
                        .formatted(obligations)));
  }

  private static Statement nothing() {
    throw new AssertionError("asked of a program");
  }

  /** A proof is one if its assumptions can hold and what looks alike and is false is refuted. */
  private Outcome sound(Claim claim) {
    for (Obligation obligation : claim.obligations()) {
      try (Terms terms = new Terms()) {
        Statement statement = obligation.statement().apply(terms);
        Question question = new Question(terms, steps);
        statement.given().forEach(question::given);
        if (!(question.answer() instanceof Answer.Sat)) {
          return new Outcome.Broken(obligation.title() + ": its assumptions cannot all hold");
        }
      }
    }
    try (Terms terms = new Terms()) {
      Statement statement = claim.sibling().statement().apply(terms);
      if (!(asked(terms, statement).answer() instanceof Answer.Sat)) {
        return new Outcome.Broken("the false sibling is not refuted: " + claim.sibling().title());
      }
    }
    return new Outcome.Proved(List.of("z3"), List.of());
  }
}
