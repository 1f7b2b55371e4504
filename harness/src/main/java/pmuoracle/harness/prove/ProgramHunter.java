package pmuoracle.harness.prove;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.Generator;
import pmuoracle.harness.generate.ProgramSeed;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.harness.shrink.Shrinker;
import pmuoracle.oracle.Oracle;
import pmuoracle.oracle.RuleSet;
import pmuoracle.oracle.prove.Hunter;
import pmuoracle.oracle.prove.ProgramWitness;
import pmuoracle.oracle.prove.ShortestProgram;
import pmuoracle.oracle.prove.Unrolled;
import pmuoracle.oracle.prove.Watch;
import pmuoracle.oracle.prove.Witness;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;
import pmuoracle.spec.Trace;

/**
 * Looks for a refuting program among generated ones, then has the solver look for the shortest,
 * then generates on; shrinks what is found. The same numbers give the same result.
 *
 * @param programs how many are generated before the solver is asked
 * @param more how many where it gives up
 */
public record ProgramHunter(long programs, long more) implements Hunter {
  /**
   * Where more than 2,000 are needed, the solver mostly takes less time and finds a shorter one.
   */
  public static final ProgramHunter USUAL = new ProgramHunter(2_000, 198_000);

  private static final long SEED = 1;

  /** Steps of a program that the solver looks for; what it was needed for took up to 8. */
  private static final int STEPS = 10;

  /** Z3's resource units for programs of one length about one counter: seconds. */
  private static final long LIMIT = 10_000_000;

  @Override
  public Hunted hunted(Model model, Watch watch) {
    Predicate<GuestProgram> refutes = p -> watch.contradiction(p).isPresent();
    Optional<ShortestProgram> solver = Optional.empty();
    Optional<GuestProgram> found = generated(model, refutes, 0, programs);
    if (found.isEmpty()) {
      solver = watch.unrolled().map(claim -> ShortestProgram.of(claim, STEPS, LIMIT));
      found = solver.flatMap(ShortestProgram::program);
      if (!found.stream().allMatch(refutes)) {
        throw new AssertionError("the solver's program does not contradict the claim: " + found);
      }
    }
    if (found.isEmpty()) {
      found = generated(model, refutes, programs, programs + more);
    }
    ArchitectureKit kit = ArchitectureKits.of(model.architecture());
    String none =
        solver.map(s -> ", none of up to %d steps %s".formatted(s.none(), scope(watch))).orElse("");
    return new Hunted(
        found
            .map(program -> new Shrinker(kit.reduction()).shrink(program, refutes))
            .map(program -> told(kit, model, watch, program)),
        "none of %,d generated ones%s".formatted(programs + more, none));
  }

  private static String scope(Watch watch) {
    return watch.unrolled().map(Unrolled::scope).orElseThrow();
  }

  private static Optional<GuestProgram> generated(
      Model model, Predicate<GuestProgram> refutes, long from, long to) {
    Generator generator = ArchitectureKits.of(model.architecture()).of(model).generator(Bias.WHOLE);
    return LongStream.range(from, to)
        .mapToObj(index -> generator.program(ProgramSeed.random(SEED, index)))
        .filter(refutes)
        .findFirst();
  }

  /** What is to be seen of the program is all that the oracle predicts. */
  private static Witness told(ArchitectureKit kit, Model model, Watch watch, GuestProgram program) {
    OptionalInt step = watch.contradiction(program);
    Trace predicted = new Trace();
    try (Oracle oracle = kit.of(model).oracle()) {
      oracle.predict(program, predicted, new RuleSet());
      return ProgramWitness.of(
          model, program, predicted, Argument.at(step.getAsInt(), oracle, program));
    }
  }
}
