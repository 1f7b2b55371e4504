package pmuoracle.oracle.difference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import pmuoracle.oracle.smt.Answer;
import pmuoracle.oracle.smt.Assignment;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Question;
import pmuoracle.oracle.smt.Terms;

/**
 * Whether two models are equivalent, by induction over the steps of a program of any length.
 *
 * <p>The coupling is found, not given: it begins with every component of the two states equal, and
 * what some step does not keep is taken out, until every step keeps what is left. If then no step
 * shows a difference, none ever does.
 */
public final class Equivalence {
  private final Pair pair;
  private final long limit;

  /**
   * @param limit the solver's steps for each question
   */
  public Equivalence(Pair pair, long limit) {
    this.pair = pair;
    this.limit = limit;
  }

  /** What came of the attempt. */
  public sealed interface Result {
    /**
     * The models are equivalent.
     *
     * @param uncoupled components in which they may differ without its ever being seen
     */
    record Proved(List<String> uncoupled) implements Result {
      public Proved {
        uncoupled = List.copyOf(uncoupled);
      }
    }

    /**
     * From some states that the strongest coupling, or the one that is kept, allows, they differ;
     * whether such states come about is not said.
     *
     * @param transition the step at which they do
     */
    record Unproved(String transition) implements Result {}

    /** The solver gave up. */
    record Unknown(String transition, String reason) implements Result {}
  }

  /** Attempts it. */
  public Result result() {
    List<String> uncoupled = new ArrayList<>();
    for (Induction induction : pair.inductions()) {
      Result result = result(induction);
      if (!(result instanceof Result.Proved proved)) {
        return result;
      }
      proved.uncoupled().stream().filter(c -> !uncoupled.contains(c)).forEach(uncoupled::add);
    }
    return new Result.Proved(uncoupled);
  }

  private Result result(Induction induction) {
    Coupling coupling = induction.strongest();
    // What is not alike from equal states is not alike from less: no need to look further.
    Optional<Result> failure = unlike(induction, coupling);
    while (failure.isEmpty()) {
      List<String> lost = new ArrayList<>();
      failure = lost(induction, coupling, lost);
      if (failure.isEmpty() && lost.isEmpty()) {
        return unlike(induction, coupling).orElse(proved(induction.strongest(), coupling));
      }
      coupling = coupling.without(lost);
    }
    return failure.get();
  }

  private static Result proved(Coupling strongest, Coupling kept) {
    return new Result.Proved(
        strongest.components().stream().filter(c -> !kept.components().contains(c)).toList());
  }

  /** Why the steps are not all alike, or empty. */
  private Optional<Result> unlike(Induction induction, Coupling coupling) {
    try (Terms terms = Terms.forQuestions()) {
      for (Supplier<CoupledStep> supplier : induction.transitions(terms, coupling)) {
        CoupledStep transition = supplier.get();
        Answer answer = answer(terms, transition, transition.alike());
        if (answer instanceof Answer.Sat) {
          return Optional.of(new Result.Unproved(transition.name()));
        } else if (answer instanceof Answer.Unknown unknown) {
          return Optional.of(new Result.Unknown(transition.name(), unknown.reason()));
        }
      }
    }
    return Optional.empty();
  }

  /** Adds what some step does not keep. */
  private Optional<Result> lost(Induction induction, Coupling coupling, List<String> lost) {
    try (Terms terms = Terms.forQuestions()) {
      for (Supplier<CoupledStep> supplier : induction.transitions(terms, coupling)) {
        CoupledStep transition = supplier.get();
        while (true) {
          Bool kept =
              terms.all(
                  transition.coupled().entrySet().stream()
                      .filter(e -> !lost.contains(e.getKey()))
                      .map(java.util.Map.Entry::getValue)
                      .toList());
          Answer answer = answer(terms, transition, kept);
          if (answer instanceof Answer.Unknown unknown) {
            return Optional.of(new Result.Unknown(transition.name(), unknown.reason()));
          } else if (answer instanceof Answer.Sat sat) {
            addLost(transition, sat.assignment(), lost);
          } else {
            break;
          }
        }
      }
    }
    return Optional.empty();
  }

  private static void addLost(CoupledStep transition, Assignment values, List<String> lost) {
    transition
        .coupled()
        .forEach(
            (name, holds) -> {
              if (!lost.contains(name) && !values.value(holds)) {
                lost.add(name);
              }
            });
  }

  private Answer answer(Terms terms, CoupledStep transition, Bool claim) {
    return new Question(terms, limit).given(transition.possible()).given(claim.not()).answer();
  }
}
