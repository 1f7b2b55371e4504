package pmuoracle.harness.campaign;

import java.util.function.LongSupplier;

/** The time of a command, shared out among what it does. One thread. */
public final class Budget {
  private final LongSupplier clock;
  private final long start;
  private long left;
  private long spent;

  /**
   * So much.
   *
   * @param nanoseconds {@link Long#MAX_VALUE} for no limit
   */
  public Budget(long nanoseconds) {
    this(nanoseconds, System::nanoTime);
  }

  Budget(long nanoseconds, LongSupplier clock) {
    left = nanoseconds;
    this.clock = clock;
    start = clock.getAsLong();
  }

  /** Something to be done in so many nanoseconds. */
  public interface Work<T, E extends Exception> {
    T in(long nanoseconds) throws E;
  }

  /**
   * Does the first of so many things that are still to be done, in its share of what is left; what
   * it does not need is left for the others.
   *
   * @param work told how many nanoseconds it has, at least 0
   */
  public <T, E extends Exception> T spend(int parts, Work<T, E> work) throws E {
    boolean limited = left != Long.MAX_VALUE;
    long begun = clock.getAsLong();
    try {
      return work.in(limited ? left / parts : left);
    } finally {
      long taken = clock.getAsLong() - begun;
      spent += taken;
      left = limited ? Math.max(0, left - taken) : left;
    }
  }

  /** The nanoseconds since it was made in which nothing of it was spent, as on starting systems. */
  public long beside() {
    return clock.getAsLong() - start - spent;
  }
}
