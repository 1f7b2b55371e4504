package pmuoracle.harness.difference;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.Generator;
import pmuoracle.harness.shrink.Shrinker;
import pmuoracle.harness.shrink.Size;
import pmuoracle.oracle.difference.Equivalence;
import pmuoracle.oracle.difference.Pair;
import pmuoracle.oracle.difference.Search;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Step;

/**
 * Compares models of one architecture.
 *
 * @param observed the kinds of observation that are compared
 * @param most the longest program to search for, in steps
 */
public record Differences(ArchitectureKit kit, Set<Observation.Kind> observed, int most) {
  /** The solver's steps for each question. Every pair of models there is needs far less. */
  private static final long LIMIT = 400_000_000L;

  /** Machines drawn to find those of which only one model speaks. */
  private static final int MACHINES = 400;

  public Differences {
    observed = Set.copyOf(observed);
  }

  /**
   * What the two models' difference is.
   *
   * @throws AssertionError if a program the solver found does not replay
   */
  public ModelComparison outcome(Model one, Model other) {
    Pair pair = kit.of(one).pair(other, observed);
    List<String> notShared = notShared(one, other);
    Equivalence.Result result = new Equivalence(pair, LIMIT).result();
    if (result instanceof Equivalence.Result.Proved proved) {
      return new ModelComparison.Equivalent(
          one, other, notShared, pair.provedScope(), proved.uncoupled());
    }
    Search search = new Search(pair, LIMIT);
    Optional<GuestProgram> shortest = search.shortest(most);
    if (shortest.isPresent()) {
      ModelDifference witness = smallest(pair, search, shortest.get());
      return new ModelComparison.Different(
          one, other, notShared, witness, pair.searchedScope(), search.gaps());
    }
    return new ModelComparison.Inconclusive(one, other, notShared, why(result, search, pair));
  }

  private List<String> why(Equivalence.Result result, Search search, Pair pair) {
    List<String> why = new ArrayList<>();
    if (result instanceof Equivalence.Result.Unproved unproved) {
      why.add(
          "no proof: from some states, which perhaps never come about, they differ at "
              + unproved.transition());
    } else if (result instanceof Equivalence.Result.Unknown unknown) {
      why.add("no proof: the solver gave up at %s".formatted(unknown.transition()));
    }
    why.add(
        "no difference within %d %s (%s)"
            .formatted(most, most == 1 ? "step" : "steps", pair.searchedScope()));
    why.addAll(search.gaps());
    return why;
  }

  private ModelDifference smallest(Pair pair, Search search, GuestProgram found) {
    try (DifferenceCheck check = new DifferenceCheck(kit, pair.one(), pair.other(), observed)) {
      check.witness(found);
      Optional<GuestProgram> next = Optional.of(found);
      GuestProgram least = found;
      while (next.isPresent()) {
        least = new Shrinker(kit.reduction()).shrink(next.get(), check::differs);
        Size size = kit.reduction().size(least);
        if (size.steps() < found.steps().size() && search.gaps().isEmpty()) {
          throw new AssertionError(
              "fewer steps than the solver says there can be; program: " + least);
        }
        next = search.smaller(size.steps(), size.parts(), size.bits());
      }
      return check.witness(least);
    }
  }

  /** The kinds of observation that some step of the architecture shows. */
  public static Set<Observation.Kind> shown(ArchitectureKit kit) {
    Set<Observation.Kind> shown = EnumSet.noneOf(Observation.Kind.class);
    for (Model model : kit.models()) {
      Generator generator = kit.of(model).generator(Bias.WHOLE);
      RandomGenerator random = new SplittableRandom(1);
      for (int i = 0; i < MACHINES; i++) {
        GuestProgram program = generator.program(random);
        for (Step step : program.steps()) {
          program.machine().observations(step).forEach(what -> shown.add(what.kind()));
        }
      }
    }
    return shown;
  }

  /** What one of the models says of machines it does not speak of and the other does. */
  private List<String> notShared(Model one, Model other) {
    TreeSet<String> refusals = new TreeSet<>();
    addRefusals(one, other, refusals);
    addRefusals(other, one, refusals);
    return List.copyOf(refusals);
  }

  private void addRefusals(Model of, Model by, TreeSet<String> refusals) {
    Generator generator = kit.of(of).generator(Bias.WHOLE);
    RandomGenerator random = new SplittableRandom(1);
    for (int i = 0; i < MACHINES; i++) {
      by.refusal(generator.program(random).machine()).ifPresent(refusals::add);
    }
  }
}
