package pmuoracle.harness.shrink;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;

/**
 * Makes a program smaller while a predicate holds, until nothing more can be removed. The same
 * program and predicate give the same result.
 */
public final class Shrinker {
  private final Reduction reduction;

  public Shrinker(Reduction reduction) {
    this.reduction = reduction;
  }

  /**
   * A program for which the predicate holds and which is {@link #isMinimal minimal}.
   *
   * @param program one for which the predicate holds, else an {@link IllegalArgumentException}
   */
  public GuestProgram shrink(GuestProgram program, Predicate<GuestProgram> predicate) {
    if (!predicate.test(program)) {
      throw new IllegalArgumentException("the predicate does not hold for the program to shrink");
    }
    GuestProgram best = program;
    GuestProgram before;
    do {
      before = best;
      best = withoutPairs(withFewerSteps(best, predicate), predicate);
      for (Reduction.Pass pass : reduction.passes()) {
        best = exhausted(pass, best, predicate);
      }
    } while (!best.equals(before));
    return best;
  }

  private GuestProgram exhausted(
      Reduction.Pass pass, GuestProgram program, Predicate<GuestProgram> predicate) {
    GuestProgram best = program;
    Optional<GuestProgram> smaller = first(pass, best, predicate);
    while (smaller.isPresent()) {
      best = smaller.get();
      smaller = first(pass, best, predicate);
    }
    return best;
  }

  /** Whether no step can be dropped and no reduction applied so that the predicate still holds. */
  public boolean isMinimal(GuestProgram program, Predicate<GuestProgram> predicate) {
    return hasNoIdleStep(program, predicate)
        && reduction.passes().stream().allMatch(pass -> first(pass, program, predicate).isEmpty());
  }

  private Optional<GuestProgram> first(
      Reduction.Pass pass, GuestProgram program, Predicate<GuestProgram> predicate) {
    Optional<GuestProgram> first = pass.smaller(program).filter(predicate).findFirst();
    first.ifPresent(smaller -> mustBeSmaller(smaller, program));
    return first;
  }

  private void mustBeSmaller(GuestProgram candidate, GuestProgram program) {
    if (reduction.order().compare(candidate, program) >= 0) {
      throw new AssertionError("a reduction that is not smaller: " + candidate);
    }
  }

  /** Drops runs of steps: halves first, then ever shorter ones, from the end to the start. */
  private static GuestProgram withFewerSteps(
      GuestProgram program, Predicate<GuestProgram> predicate) {
    GuestProgram best = program;
    for (int run = best.steps().size(); run > 0; run /= 2) {
      for (int end = best.steps().size(); end > 0; end -= run) {
        GuestProgram candidate = without(best, Math.max(0, end - run), end);
        if (predicate.test(candidate)) {
          best = candidate;
        }
      }
    }
    return best;
  }

  /** Drops two steps where neither can be dropped alone, such as a way there and one back. */
  private static GuestProgram withoutPairs(
      GuestProgram program, Predicate<GuestProgram> predicate) {
    for (int end = program.steps().size(); end > 1; end--) {
      GuestProgram one = without(program, end - 1, end);
      for (int other = end - 1; other > 0; other--) {
        GuestProgram candidate = without(one, other - 1, other);
        if (predicate.test(candidate)) {
          return withoutPairs(withFewerSteps(candidate, predicate), predicate);
        }
      }
    }
    return program;
  }

  private static boolean hasNoIdleStep(GuestProgram program, Predicate<GuestProgram> predicate) {
    for (int end = program.steps().size(); end > 0; end--) {
      if (predicate.test(without(program, end - 1, end))) {
        return false;
      }
    }
    return true;
  }

  private static GuestProgram without(GuestProgram program, int start, int end) {
    List<Step> steps = new ArrayList<>(program.steps());
    steps.subList(start, end).clear();
    return new GuestProgram(program.machine(), steps);
  }
}
