package pmuoracle.harness.campaign;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.apache.commons.lang3.Validate;

/**
 * How long a campaign lasts and how it is worked on.
 *
 * @param seed decides every program
 * @param programs at most this many
 * @param end what ends it before
 * @param threads at least 1
 * @param blockSize how many programs a thread takes at a time
 * @param checks what is done twice
 */
public record CampaignPlan(
    long seed, long programs, End end, int threads, int blockSize, Checks checks) {
  /** How often a program that differs is run again, unless it is said otherwise. */
  public static final int USUAL_RETRIES = 3;

  /** How often {@code fuzz} looks for what is proved, unless it is told otherwise. */
  public static final long USUAL_CLAIMS_EVERY = 16;

  private static final int BLOCK_SIZE = 1024;
  private static final Checks CHECKS = new Checks(100_000, 0, USUAL_RETRIES);

  /**
   * Ends the campaign after the batches already begun.
   *
   * @param nanoseconds after about this long; {@link Long#MAX_VALUE} for no limit
   * @param clock nanoseconds from any origin
   * @param stop set by anybody
   */
  public record End(long nanoseconds, LongSupplier clock, AtomicBoolean stop) {
    public End {
      Validate.isTrue(nanoseconds >= 0, "nanoseconds %d", nanoseconds);
    }
  }

  /**
   * What is asked again.
   *
   * @param every every how many programs the solver confirms the prediction; 0 for never
   * @param claimsEvery every how many programs what is proved of the model is looked for; 0 for
   *     never
   * @param retries how often a program that differs is run again before it is believed
   */
  public record Checks(long every, long claimsEvery, int retries) {
    public Checks {
      Validate.isTrue(every >= 0, "check every %d", every);
      Validate.isTrue(claimsEvery >= 0, "claims every %d", claimsEvery);
      Validate.isTrue(retries >= 0, "retries %d", retries);
    }
  }

  public CampaignPlan {
    Validate.isTrue(programs >= 0, "programs %d", programs);
    Validate.isTrue(threads >= 1, "threads %d", threads);
    Validate.isTrue(blockSize >= 1, "block size %d", blockSize);
  }

  /** This many programs, however long they take. */
  public static CampaignPlan ofPrograms(long seed, long programs, int threads) {
    return of(seed, programs, Long.MAX_VALUE, threads);
  }

  /** As many programs as fit in this time. */
  public static CampaignPlan ofTime(long seed, long nanoseconds, int threads) {
    return of(seed, Long.MAX_VALUE, nanoseconds, threads);
  }

  private static CampaignPlan of(long seed, long programs, long nanoseconds, int threads) {
    End end = new End(nanoseconds, System::nanoTime, new AtomicBoolean());
    return new CampaignPlan(seed, programs, end, threads, BLOCK_SIZE, CHECKS);
  }

  public AtomicBoolean stop() {
    return end.stop;
  }

  public int retries() {
    return checks.retries;
  }

  public CampaignPlan withPrograms(long count) {
    return new CampaignPlan(seed, count, end, threads, blockSize, checks);
  }

  public CampaignPlan withClock(LongSupplier other) {
    return withEnd(new End(end.nanoseconds, other, end.stop));
  }

  public CampaignPlan withStop(AtomicBoolean flag) {
    return withEnd(new End(end.nanoseconds, end.clock, flag));
  }

  private CampaignPlan withEnd(End other) {
    return new CampaignPlan(seed, programs, other, threads, blockSize, checks);
  }

  public CampaignPlan withBlockSize(int size) {
    return new CampaignPlan(seed, programs, end, threads, size, checks);
  }

  public CampaignPlan withCheckEvery(long count) {
    return withChecks(new Checks(count, checks.claimsEvery, checks.retries));
  }

  public CampaignPlan withClaimsEvery(long count) {
    return withChecks(new Checks(checks.every, count, checks.retries));
  }

  public CampaignPlan withRetries(int count) {
    return withChecks(new Checks(checks.every, checks.claimsEvery, count));
  }

  private CampaignPlan withChecks(Checks other) {
    return new CampaignPlan(seed, programs, end, threads, blockSize, other);
  }
}
