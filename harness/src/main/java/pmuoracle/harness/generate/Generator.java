package pmuoracle.harness.generate;

import java.util.random.RandomGenerator;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.GuestProgram;

/**
 * Makes guest programs for one model; the same random numbers give the same program. Safe for any
 * number of threads.
 */
public interface Generator {
  GuestProgram program(RandomGenerator random);

  /** The campaign's program of this number: nothing else decides it. */
  default GuestProgram program(long seed, long index) {
    return program(ProgramSeed.random(seed, index));
  }

  /**
   * Whether a program in which these rules took part had mixed verdicts: something counted, and
   * something that could have counted was denied. A generator whose programs are rarely mixed tests
   * little.
   */
  default boolean mixed(RuleSet fired) {
    return false;
  }
}
