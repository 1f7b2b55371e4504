package pmuoracle.harness.generate;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Where the random numbers of one program come from: the campaign's seed and its index. */
public final class ProgramSeed {
  private static final long GOLDEN_GAMMA = 0x9e37_79b9_7f4a_7c15L;

  private ProgramSeed() {}

  /** Those of the program of this number. */
  public static RandomGenerator random(long seed, long index) {
    return new SplittableRandom(mix(mix(seed) + index * GOLDEN_GAMMA));
  }

  /** Stafford's variant 13 of the finaliser of MurmurHash3, a bijection. */
  private static long mix(long word) {
    long mixed = (word ^ (word >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d0_49bb_1331_11ebL;
    return mixed ^ (mixed >>> 31);
  }
}
