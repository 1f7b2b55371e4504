package pmuoracle.harness.prove;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
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
 * Looks for a refuting program among generated ones, and shrinks it; then has the solver look for
 * the shortest. The same number of programs gives the same result.
 *
 * @param programs how many are generated
 */
public record ProgramHunter(long programs) implements Hunter {
  /** More find little that the solver does not find in less time, and shorter. */
  public static final long USUAL = 2_000;

  /** Steps of a program that the solver looks for; those it is needed for have up to 8. */
  private static final int STEPS = 10;

  /** Z3's resource units for the programs of one length, many times what those take. */
  private static final long LIMIT = 100_000_000;

  private static final long SEED = 1;

  @Override
  public Hunted hunted(Model model, Watch watch) {
    ArchitectureKit kit = ArchitectureKits.of(model.architecture());
    Generator generator = kit.of(model).generator(Bias.WHOLE);
    for (long index = 0; index < programs; index++) {
      GuestProgram program = generator.program(ProgramSeed.random(SEED, index));
      if (watch.contradiction(program).isPresent()) {
        return found(kit, model, watch, program);
      }
    }
    String looked = "none of %,d generated ones".formatted(programs);
    Optional<Unrolled> unrolled = watch.unrolled();
    if (unrolled.isEmpty()) {
      return new Hunted(Optional.empty(), looked);
    }
    ShortestProgram shortest = ShortestProgram.of(unrolled.get(), STEPS, LIMIT);
    return shortest
        .program()
        .map(program -> found(kit, model, watch, program))
        .orElseGet(
            () ->
                new Hunted(
                    Optional.empty(),
                    "%s, none of up to %d steps %s"
                        .formatted(looked, shortest.none(), unrolled.get().scope())));
  }

  private static Hunted found(ArchitectureKit kit, Model model, Watch watch, GuestProgram program) {
    Predicate<GuestProgram> refutes = p -> watch.contradiction(p).isPresent();
    if (!refutes.test(program)) {
      throw new AssertionError("the solver's program does not contradict the claim: " + program);
    }
    GuestProgram small = new Shrinker(kit.reduction()).shrink(program, refutes);
    return new Hunted(Optional.of(told(kit, model, watch, small)), "");
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
