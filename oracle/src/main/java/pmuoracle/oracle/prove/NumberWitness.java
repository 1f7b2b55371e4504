package pmuoracle.oracle.prove;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import pmuoracle.spec.GuestProgram;

/**
 * Numbers that show a claim of arithmetic to be false.
 *
 * @param computed whether they do, computed without a solver
 */
public record NumberWitness(List<String> argument, BooleanSupplier computed) implements Witness {
  public NumberWitness {
    argument = List.copyOf(argument);
  }

  @Override
  public Optional<GuestProgram> program() {
    return Optional.empty();
  }

  @Override
  public boolean replays(Engine engine) {
    return computed.getAsBoolean();
  }
}
