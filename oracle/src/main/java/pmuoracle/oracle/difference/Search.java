package pmuoracle.oracle.difference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pmuoracle.oracle.smt.Answer;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Question;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.GuestProgram;

/**
 * The solver's search for a program that tells two models apart, the shortest first. That it finds
 * none of a length is a proof that there is none.
 */
public final class Search {
  private final Pair pair;
  private final long limit;
  private final List<String> gaps = new ArrayList<>();

  /**
   * @param limit the solver's steps for each question
   */
  public Search(Pair pair, long limit) {
    this.pair = pair;
    this.limit = limit;
  }

  /** What could not be settled so far, each a sentence without a full stop. */
  public List<String> gaps() {
    return List.copyOf(gaps);
  }

  /** A program of least length, of at most this many steps; or empty. */
  public Optional<GuestProgram> shortest(int most) {
    Optional<GuestProgram> found = Optional.empty();
    for (int steps = 1; steps <= most && found.isEmpty(); steps++) {
      for (int counter = 0; counter < pair.counters() && found.isEmpty(); counter++) {
        found = asked(counter, steps, Optional.empty());
      }
    }
    return found;
  }

  /** A program of this length with fewer parts, or as many and fewer set bits; or empty. */
  public Optional<GuestProgram> smaller(int steps, int parts, long bits) {
    Optional<GuestProgram> found = Optional.empty();
    for (int counter = 0; counter < pair.counters() && found.isEmpty(); counter++) {
      found = asked(counter, steps, Optional.of(new Bound(parts, bits)));
    }
    return found;
  }

  private record Bound(int parts, long bits) {
    /** True iff there are fewer parts, or as many and fewer bits. */
    Bool isAbove(Unrolling unrolling) {
      Word most = unrolling.parts();
      return most.below(parts).or(most.is(parts).and(unrolling.bits().below(bits)));
    }
  }

  private Optional<GuestProgram> asked(int counter, int steps, Optional<Bound> bound) {
    try (Terms terms = Terms.forQuestions()) {
      Unrolling unrolling = pair.unrolling(terms, counter, steps);
      Question question =
          new Question(terms, limit).given(unrolling.possible()).given(unrolling.differs());
      bound.ifPresent(b -> question.given(b.isAbove(unrolling)));
      Answer answer = question.answer();
      if (answer instanceof Answer.Sat sat) {
        return Optional.of(unrolling.decode().apply(sat.assignment()));
      } else if (answer instanceof Answer.Unknown unknown) {
        String what = bound.isPresent() ? "smaller programs" : "programs";
        gaps.add(
            "%s of %d steps: the solver gave up (%s)".formatted(what, steps, unknown.reason()));
      }
      return Optional.empty();
    }
  }
}
