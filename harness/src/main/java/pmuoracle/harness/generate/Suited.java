package pmuoracle.harness.generate;

import java.util.random.RandomGenerator;
import pmuoracle.harness.system.SystemUnavailable;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.GuestProgram;

/**
 * Another generator's programs on the machines the system can be; the others are drawn again. A
 * {@link SystemUnavailable} if there seems to be none.
 */
public record Suited(Generator generator, SystemUnderTest system) implements Generator {
  private static final int DRAWS = 1000;

  @Override
  public GuestProgram program(RandomGenerator random) {
    for (int i = 0; i < DRAWS; i++) {
      GuestProgram program = generator.program(random);
      if (system.refusal(program.machine()).isEmpty()) {
        return program;
      }
    }
    throw new SystemUnavailable(
        "the system can be none of " + DRAWS + " machines drawn for it; expected wider limits");
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
