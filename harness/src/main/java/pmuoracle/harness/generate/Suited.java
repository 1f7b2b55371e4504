package pmuoracle.harness.generate;

import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import pmuoracle.harness.system.SystemUnavailable;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;

/**
 * Another generator's programs on the machines a system can be; the others are drawn again. A
 * {@link SystemUnavailable} if there seems to be none.
 *
 * @param suits whether the system can be the machine
 */
public record Suited(Generator generator, Predicate<Machine> suits) implements Generator {
  private static final int DRAWS = 1000;

  @Override
  public GuestProgram program(RandomGenerator random) {
    for (int i = 0; i < DRAWS; i++) {
      GuestProgram program = generator.program(random);
      if (suits.test(program.machine())) {
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
}
