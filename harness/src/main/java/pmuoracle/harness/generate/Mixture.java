package pmuoracle.harness.generate;

import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.commons.lang3.Validate;
import pmuoracle.harness.system.MachineLimits;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.GuestProgram;

/** Several generators of one model, one of them drawn for each program. */
public record Mixture(List<Generator> generators) implements Generator {
  public Mixture {
    generators = List.copyOf(Validate.notEmpty(generators, "no generators"));
  }

  @Override
  public GuestProgram program(RandomGenerator random) {
    return program(random, MachineLimits.NONE);
  }

  @Override
  public GuestProgram program(RandomGenerator random, MachineLimits limits) {
    return generators.get(new Dice(random).below(generators.size())).program(random, limits);
  }

  @Override
  public boolean mixed(RuleSet fired) {
    return generators.get(0).mixed(fired);
  }

  @Override
  public Transitions transitions() {
    return generators.get(0).transitions();
  }
}
