package pmuoracle.harness.generate;

import java.util.random.RandomGenerator;
import pmuoracle.spec.GuestProgram;

/**
 * Makes guest programs for one model; the same random numbers give the same program. Safe for any
 * number of threads.
 */
public interface Generator {
  GuestProgram program(RandomGenerator random);
}
