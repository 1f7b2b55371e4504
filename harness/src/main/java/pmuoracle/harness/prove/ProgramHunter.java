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
import pmuoracle.oracle.prove.Watch;
import pmuoracle.oracle.prove.Witness;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;
import pmuoracle.spec.Trace;

/**
 * Looks for a refuting program among generated ones, and shrinks it. The same number of programs
 * gives the same result.
 *
 * @param programs how many are looked at
 */
public record ProgramHunter(long programs) implements Hunter {
  /** How many are looked at for what is expected to be refuted. */
  public static final long USUAL = 200_000;

  private static final long SEED = 1;

  @Override
  public Optional<Witness> witness(Model model, Watch watch) {
    ArchitectureKit kit = ArchitectureKits.of(model.architecture());
    Generator generator = kit.of(model).generator(Bias.WHOLE);
    Predicate<GuestProgram> refutes = p -> watch.contradiction(p).isPresent();
    for (long index = 0; index < programs; index++) {
      GuestProgram program = generator.program(ProgramSeed.random(SEED, index));
      if (refutes.test(program)) {
        return Optional.of(
            told(kit, model, watch, new Shrinker(kit.reduction()).shrink(program, refutes)));
      }
    }
    return Optional.empty();
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
