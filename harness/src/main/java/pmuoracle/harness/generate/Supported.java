package pmuoracle.harness.generate;

import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import pmuoracle.harness.system.MachineLimits;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.Steps;

/**
 * Another generator's programs without some steps: those a system cannot do, or nobody wants.
 *
 * @param kept which steps stay
 */
public record Supported(Generator generator, Predicate<Step> kept) implements Generator {
  @Override
  public GuestProgram program(RandomGenerator random) {
    return supported(generator.program(random));
  }

  @Override
  public GuestProgram program(RandomGenerator random, MachineLimits limits) {
    return supported(generator.program(random, limits));
  }

  @Override
  public GuestProgram program(long seed, long index) {
    return supported(generator.program(seed, index));
  }

  private GuestProgram supported(GuestProgram program) {
    Steps steps = program.steps();
    for (int i = 0; i < steps.size(); i++) {
      if (!kept.test(steps.get(i))) {
        List<Step> rest = steps.stream().filter(kept).toList();
        return new GuestProgram(program.machine(), rest);
      }
    }
    return program;
  }

  @Override
  public boolean isNamed(long index) {
    return generator.isNamed(index);
  }

  @Override
  public boolean mixed(RuleSet fired) {
    return generator.mixed(fired);
  }

  @Override
  public Transitions transitions() {
    return generator.transitions();
  }
}
