package pmuoracle.harness.generate;

import java.util.random.RandomGenerator;
import pmuoracle.harness.system.MachineLimits;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.GuestProgram;

/**
 * Makes guest programs for one model; the same random numbers give the same program. Safe for any
 * number of threads.
 */
public interface Generator {
  /** The programs of these numbers are all named: so many first ones, and so many at once later. */
  int FIRST_NAMED = 16_384;

  int NAMED = 64;

  GuestProgram program(RandomGenerator random);

  /**
   * The same, on a machine within these limits if the program has one that is drawn; a {@link
   * pmuoracle.harness.system.SystemUnavailable} if there is none.
   */
  default GuestProgram program(RandomGenerator random, MachineLimits limits) {
    return program(random);
  }

  /** The campaign's program of this number: nothing else decides it. */
  default GuestProgram program(long seed, long index) {
    return program(ProgramSeed.random(seed, index));
  }

  /**
   * Whether the campaign names the rules of its program of this number even if it does not differ.
   * That costs, so it is done for the first programs, then for one batch in sixteen.
   */
  default boolean isNamed(long index) {
    return index < FIRST_NAMED || index % (16 * NAMED) < NAMED;
  }

  /**
   * Whether a program in which these rules took part had mixed verdicts: something counted, and
   * something that could have counted was denied. A generator whose programs are rarely mixed tests
   * little.
   */
  default boolean mixed(RuleSet fired) {
    return false;
  }

  /** Counts the transitions of counting that programs exercise; a new one, for one thread. */
  default Transitions transitions() {
    return Transitions.NONE;
  }
}
