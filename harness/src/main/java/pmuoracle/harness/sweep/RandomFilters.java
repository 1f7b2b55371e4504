package pmuoracle.harness.sweep;

import java.util.List;
import java.util.random.RandomGenerator;
import pmuoracle.harness.generate.Generator;
import pmuoracle.harness.generate.QuestionPrograms;
import pmuoracle.harness.system.MachineLimits;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;

/** The requests of another generator's programs, on machines whose guests can ask about them. */
public record RandomFilters(Generator generator, QuestionPrograms asking) implements Generator {
  private static final String VERB = "set-filter";

  @Override
  public GuestProgram program(RandomGenerator random) {
    return program(random, MachineLimits.NONE);
  }

  @Override
  public GuestProgram program(RandomGenerator random, MachineLimits limits) {
    GuestProgram drawn = generator.program(random, limits);
    return new GuestProgram(asking.machine(drawn.machine()), requests(drawn));
  }

  static List<Step> requests(GuestProgram program) {
    return program.steps().stream().filter(step -> step.verb().equals(VERB)).toList();
  }
}
