package pmuoracle.harness.campaign;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.apache.commons.lang3.Validate;

/**
 * How long a campaign lasts and how it is worked on.
 *
 * @param seed decides every program
 * @param programs at most this many
 * @param nanoseconds at most about this long; {@link Long#MAX_VALUE} for no limit. A limit that is
 *     reached ends the campaign after the batches already begun.
 * @param clock nanoseconds from any origin
 * @param stop set by anybody to end the campaign after the batches already begun
 * @param threads at least 1
 * @param blockSize how many programs a thread takes at a time
 * @param checkEvery every how many programs the solver confirms the prediction; 0 for never
 * @param claimsEvery every how many programs what is proved of the model is looked for; 0 for never
 * @param retries how often a program that differs is run again before it is believed
 */
public record CampaignPlan(
    long seed,
    long programs,
    long nanoseconds,
    LongSupplier clock,
    AtomicBoolean stop,
    int threads,
    int blockSize,
    long checkEvery,
    long claimsEvery,
    int retries) {
  /** How often a program that differs is run again, unless it is said otherwise. */
  public static final int USUAL_RETRIES = 3;

  /** How often {@code fuzz} looks for what is proved, unless it is told otherwise. */
  public static final long USUAL_CLAIMS_EVERY = 16;

  private static final int BLOCK_SIZE = 1024;
  private static final long CHECK_EVERY = 100_000;
  private static final long CLAIMS_EVERY = 0;

  public CampaignPlan {
    Validate.isTrue(programs >= 0, "programs %d", programs);
    Validate.isTrue(nanoseconds >= 0, "nanoseconds %d", nanoseconds);
    Validate.isTrue(threads >= 1, "threads %d", threads);
    Validate.isTrue(blockSize >= 1, "block size %d", blockSize);
    Validate.isTrue(checkEvery >= 0, "check every %d", checkEvery);
    Validate.isTrue(claimsEvery >= 0, "claims every %d", claimsEvery);
    Validate.isTrue(retries >= 0, "retries %d", retries);
  }

  /** This many programs, however long they take. */
  public static CampaignPlan ofPrograms(long seed, long programs, int threads) {
    return new CampaignPlan(
        seed,
        programs,
        Long.MAX_VALUE,
        System::nanoTime,
        new AtomicBoolean(),
        threads,
        BLOCK_SIZE,
        CHECK_EVERY,
        CLAIMS_EVERY,
        USUAL_RETRIES);
  }

  /** As many programs as fit in this time. */
  public static CampaignPlan ofTime(long seed, long nanoseconds, int threads) {
    return ofPrograms(seed, Long.MAX_VALUE, threads).withNanoseconds(nanoseconds);
  }

  public CampaignPlan withPrograms(long count) {
    return new CampaignPlan(
        seed,
        count,
        nanoseconds,
        clock,
        stop,
        threads,
        blockSize,
        checkEvery,
        claimsEvery,
        retries);
  }

  public CampaignPlan withNanoseconds(long limit) {
    return new CampaignPlan(
        seed, programs, limit, clock, stop, threads, blockSize, checkEvery, claimsEvery, retries);
  }

  public CampaignPlan withClock(LongSupplier other) {
    return new CampaignPlan(
        seed,
        programs,
        nanoseconds,
        other,
        stop,
        threads,
        blockSize,
        checkEvery,
        claimsEvery,
        retries);
  }

  public CampaignPlan withStop(AtomicBoolean flag) {
    return new CampaignPlan(
        seed,
        programs,
        nanoseconds,
        clock,
        flag,
        threads,
        blockSize,
        checkEvery,
        claimsEvery,
        retries);
  }

  public CampaignPlan withBlockSize(int size) {
    return new CampaignPlan(
        seed, programs, nanoseconds, clock, stop, threads, size, checkEvery, claimsEvery, retries);
  }

  public CampaignPlan withCheckEvery(long count) {
    return new CampaignPlan(
        seed, programs, nanoseconds, clock, stop, threads, blockSize, count, claimsEvery, retries);
  }

  public CampaignPlan withClaimsEvery(long count) {
    return new CampaignPlan(
        seed, programs, nanoseconds, clock, stop, threads, blockSize, checkEvery, count, retries);
  }

  public CampaignPlan withRetries(int count) {
    return new CampaignPlan(
        seed,
        programs,
        nanoseconds,
        clock,
        stop,
        threads,
        blockSize,
        checkEvery,
        claimsEvery,
        count);
  }
}
