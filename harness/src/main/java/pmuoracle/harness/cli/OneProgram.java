package pmuoracle.harness.cli;

import java.util.random.RandomGenerator;
import pmuoracle.harness.generate.Generator;
import pmuoracle.spec.GuestProgram;

/** The same program always. */
record OneProgram(GuestProgram program) implements Generator {
  @Override
  public GuestProgram program(RandomGenerator random) {
    return program;
  }
}
