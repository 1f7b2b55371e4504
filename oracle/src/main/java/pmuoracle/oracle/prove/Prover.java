package pmuoracle.oracle.prove;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import pmuoracle.oracle.smt.Answer;
import pmuoracle.oracle.smt.Opinion;
import pmuoracle.oracle.smt.SecondSolver;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.spec.Model;

/** Shows claims, or what shows them false. Safe for any number of threads. */
public final class Prover {
  private static final String FIRST = "z3";

  private final Engine engine;
  private final Hunter hunter;
  private final Decisions decisions;

  /**
   * A prover that has decided nothing yet.
   *
   * @param engine replays witnesses
   * @param hunter looks for programs that refute claims about programs
   */
  public Prover(Engine engine, Hunter hunter, Limits limits) {
    this(engine, hunter, limits, Ledger.NONE);
  }

  /**
   * A prover that has decided nothing yet.
   *
   * @param earlier what was decided before; witnesses are found and replayed anyway
   */
  public Prover(Engine engine, Hunter hunter, Limits limits, Ledger earlier) {
    this.engine = engine;
    this.hunter = hunter;
    decisions = new Decisions(limits, earlier);
  }

  /** What comes of the claim under the model. */
  public ClaimResult outcome(Claim claim, Model model, Script script) {
    List<String> open = new ArrayList<>();
    Set<String> agreed = new LinkedHashSet<>(List.of(FIRST, SecondSolver.NAME));
    Set<String> gaveUp = new LinkedHashSet<>();
    for (Obligation obligation : claim.obligations()) {
      ClaimResult outcome = shown(claim, obligation, script);
      if (outcome instanceof ClaimResult.Proved proved) {
        agreed.retainAll(proved.solvers());
        gaveUp.addAll(proved.gaveUp());
      } else if (claim.watch().isPresent() && outcome instanceof ClaimResult.Inconclusive) {
        open.add(obligation.title());
      } else {
        return outcome;
      }
    }
    return open.isEmpty()
        ? sound(claim, new ClaimResult.Proved(List.copyOf(agreed), List.copyOf(gaveUp)))
        : hunted(claim, model, open);
  }

  /** One obligation; of a claim about programs, a state that refutes it is inconclusive. */
  private ClaimResult shown(Claim claim, Obligation obligation, Script script) {
    try (Terms terms = Terms.forQuestions()) {
      Statement statement = obligation.statement().apply(terms);
      script.written(obligation.title(), () -> decisions.refuting(terms, statement).smtLib());
      Decided decided = decisions.of(terms, statement);
      if (decided.disagree()) {
        return new ClaimResult.Broken(
            "%s: %s says %s, %s says the opposite"
                .formatted(obligation.title(), FIRST, decided.first(), SecondSolver.NAME));
      } else if (decided.holds()) {
        return held(obligation, decided);
      } else if (decided.first() == Decided.First.UNKNOWN) {
        return new ClaimResult.Inconclusive(obligation.title() + ": " + decided.reason());
      }
      return claim.watch().isPresent() || statement.witness().isEmpty()
          ? new ClaimResult.Inconclusive(
              obligation.title() + ": refuted by a state that perhaps no program reaches")
          : refuted(obligation);
    }
  }

  /** What holds is a proof if its assumptions can. */
  private static ClaimResult held(Obligation obligation, Decided decided) {
    return switch (decided.assumptions()) {
      case SAT -> new ClaimResult.Proved(solvers(decided), gaveUp(obligation, decided));
      case UNSAT ->
          new ClaimResult.Broken(obligation.title() + ": its assumptions cannot all hold");
      case UNKNOWN ->
          new ClaimResult.Inconclusive(
              "%s: %s does not say whether its assumptions can hold"
                  .formatted(obligation.title(), FIRST));
    };
  }

  private static List<String> solvers(Decided decided) {
    List<String> solvers = new ArrayList<>();
    if (decided.first() == Decided.First.UNSAT) {
      solvers.add(FIRST);
    }
    if (decided.second() instanceof Opinion.Unsat) {
      solvers.add(SecondSolver.NAME);
    }
    return solvers;
  }

  private static List<String> gaveUp(Obligation obligation, Decided decided) {
    List<String> lines = new ArrayList<>();
    if (decided.first() == Decided.First.UNKNOWN) {
      lines.add("%s gave up on %s: %s".formatted(FIRST, obligation.title(), decided.reason()));
    }
    if (decided.second() instanceof Opinion.Unknown unknown) {
      lines.add(
          "%s gave up on %s: %s"
              .formatted(SecondSolver.NAME, obligation.title(), unknown.reason()));
    } else if (decided.second() instanceof Opinion.Unavailable missing) {
      lines.add("no second solver: " + missing.reason());
    }
    return lines;
  }

  /** By a witness found in a world of its own: whoever decided it before, it is the same. */
  private ClaimResult refuted(Obligation obligation) {
    try (Terms terms = Terms.forQuestions()) {
      Statement statement = obligation.statement().apply(terms);
      if (decisions.refuting(terms, statement).answer() instanceof Answer.Sat sat) {
        return replayed(
            obligation.title(), statement.witness().orElseThrow().apply(sat.assignment()));
      }
      throw new AssertionError(obligation.title() + ": asked twice, answered differently");
    }
  }

  private ClaimResult replayed(String contradicted, Witness witness) {
    return witness.replays(engine)
        ? new ClaimResult.Refuted(contradicted, witness)
        : new ClaimResult.Broken(
            "%s: the witness does not replay: %s".formatted(contradicted, witness));
  }

  private ClaimResult hunted(Claim claim, Model model, List<String> open) {
    String obligations = String.join(", ", open);
    Hunter.Hunted hunted = hunter.hunted(model, claim.watch().orElseThrow().get());
    return hunted
        .witness()
        .map(witness -> replayed(obligations, witness))
        .orElseGet(
            () ->
                new ClaimResult.Inconclusive(
                    "not shown: %s; and no program was found that refutes it, %s"
                        .formatted(obligations, hunted.looked())));
  }

  /** A proof is one if what looks alike and is false is refuted. */
  private ClaimResult sound(Claim claim, ClaimResult.Proved proved) {
    try (Terms terms = Terms.forQuestions()) {
      Decided sibling = decisions.of(terms, claim.sibling().statement().apply(terms));
      if (sibling.first() == Decided.First.SAT && !sibling.disagree()) {
        return proved;
      }
      String title = "the false sibling is not refuted: " + claim.sibling().title();
      return sibling.holds() ? new ClaimResult.Broken(title) : new ClaimResult.Inconclusive(title);
    }
  }
}
