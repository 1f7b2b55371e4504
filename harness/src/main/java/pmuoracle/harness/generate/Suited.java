package pmuoracle.harness.generate;

import java.util.random.RandomGenerator;
import pmuoracle.harness.system.MachineLimits;
import pmuoracle.harness.system.SystemUnavailable;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.GuestProgram;

/**
 * Another generator's programs on machines the system can be; a {@link SystemUnavailable} if there
 * is none. Machines are drawn so; only of a generator that changes what it drew another program is
 * taken if the system cannot be that.
 */
public record Suited(Generator generator, SystemUnderTest system) implements Generator {
  private static final int DRAWS = 1000;

  @Override
  public GuestProgram program(RandomGenerator random) {
    return program(random, MachineLimits.NONE);
  }

  @Override
  public GuestProgram program(RandomGenerator random, MachineLimits limits) {
    MachineLimits both = limits.and(system.limits());
    for (int i = 0; i < DRAWS; i++) {
      GuestProgram program = generator.program(random, both);
      if (system.refusal(program.machine()).isEmpty()) {
        return program;
      }
    }
    throw new SystemUnavailable(
        "the system can be none of " + DRAWS + " machines made for it; expected wider limits");
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
