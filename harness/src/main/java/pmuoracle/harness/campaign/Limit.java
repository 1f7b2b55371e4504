package pmuoracle.harness.campaign;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import pmuoracle.spec.GuestProgram;

/** When something that began has to end before it is done. */
public final class Limit {
  /** What finishing may take beyond the plan's time: confirming, shrinking, looking back. */
  private static final long GRACE_NANOSECONDS = 500_000_000L;

  private final long nanoseconds;
  private final LongSupplier clock;
  private final AtomicBoolean stop;
  private final long start;

  /** The plan's, which begins now. */
  Limit(CampaignPlan plan) {
    this(plan.end().nanoseconds(), plan.end().clock(), plan.stop());
  }

  /**
   * So long from now on.
   *
   * @param nanoseconds {@link Long#MAX_VALUE} for no limit
   * @param stop set by anybody to end it
   */
  public Limit(long nanoseconds, AtomicBoolean stop) {
    this(nanoseconds, System::nanoTime, stop);
  }

  private Limit(long nanoseconds, LongSupplier clock, AtomicBoolean stop) {
    this.nanoseconds = nanoseconds;
    this.clock = clock;
    this.stop = stop;
    start = clock.getAsLong();
  }

  boolean isStopped() {
    return stop.get();
  }

  /** Whether no further program may begin. */
  boolean isOver() {
    return isStopped() || clock.getAsLong() - start >= nanoseconds;
  }

  /** Whether what is left to be done about what was found must end too. */
  boolean isOverdue() {
    return isStopped() || clock.getAsLong() - start - GRACE_NANOSECONDS >= nanoseconds;
  }

  /**
   * For shrinking: holds for the program that is known to do, and for those that do while there is
   * time.
   */
  public Predicate<GuestProgram> until(GuestProgram known, Predicate<GuestProgram> same) {
    return program -> program.equals(known) || (!isOverdue() && same.test(program));
  }
}
