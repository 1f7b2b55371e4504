package pmuoracle.harness.generate;

import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;

/**
 * Another generator's programs without the steps a system cannot do.
 *
 * @param supports whether the system can do the step
 */
public record Supported(Generator generator, Predicate<Step> supports) implements Generator {
  @Override
  public GuestProgram program(RandomGenerator random) {
    GuestProgram program = generator.program(random);
    List<Step> steps = program.steps();
    for (int i = 0; i < steps.size(); i++) {
      if (!supports.test(steps.get(i))) {
        return new GuestProgram(program.machine(), steps.stream().filter(supports).toList());
      }
    }
    return program;
  }

  @Override
  public boolean mixed(RuleSet fired) {
    return generator.mixed(fired);
  }
}
