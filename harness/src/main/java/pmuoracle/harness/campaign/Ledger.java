package pmuoracle.harness.campaign;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Hands out blocks of programs and takes the results back, in the order of their numbers. Safe for
 * any number of threads.
 */
final class Ledger {
  /** How far one thread may run ahead of the slowest; bounds what waits to be merged. */
  private static final int AHEAD = 64;

  private final CampaignPlan plan;
  private final CampaignListener listener;
  private final Limit limit;
  private final long from;
  private final long blocks;
  private final CoverageBuilder total;
  private final Map<Long, Block> early = new HashMap<>();
  private long handed;
  private long merged;
  private Ending ending = Ending.COMPLETED;
  private boolean closed;
  private Optional<Block> last = Optional.empty();

  /**
   * What came of one block; at most one of {@code difference} and {@code failure}.
   *
   * @param difference the first program that differs
   */
  record Block(
      long number,
      CoverageBuilder counts,
      Optional<Sighting> difference,
      Optional<SystemFailure> failure) {
    boolean found() {
      return difference.isPresent() || failure.isPresent();
    }
  }

  /**
   * Of the plan's programs from the number {@code from} on.
   *
   * @param total to which what comes of them is added
   */
  Ledger(
      CampaignPlan plan, long from, CoverageBuilder total, Limit limit, CampaignListener listener) {
    this.plan = plan;
    this.from = from;
    this.total = total;
    this.limit = limit;
    this.listener = listener;
    long programs = Math.max(0, plan.programs() - from);
    blocks = programs / plan.blockSize() + (programs % plan.blockSize() == 0 ? 0 : 1);
  }

  /** The number of the block's first program. */
  long start(long block) {
    return from + block * plan.blockSize();
  }

  /** The number of a block nobody has, or empty if the campaign is over. */
  synchronized OptionalLong next() throws InterruptedException {
    while (!closed && handed - merged >= (long) AHEAD * plan.threads()) {
      wait();
    }
    if (closed || handed == blocks) {
      return OptionalLong.empty();
    }
    if (limit.isOver()) {
      close(limit.isStopped() ? Ending.STOPPED : Ending.OUT_OF_TIME);
    }
    return closed ? OptionalLong.empty() : OptionalLong.of(handed++);
  }

  /** No more blocks, for a reason that is none of {@link Ending}. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  private void close(Ending reason) {
    ending = reason;
    close();
  }

  synchronized void finish(Block block) {
    early.put(block.number(), block);
    Block next = early.remove(merged);
    while (next != null && last.isEmpty()) {
      total.addAll(next.counts());
      merged++;
      if (next.found()) {
        last = Optional.of(next);
        close(next.failure().isPresent() ? Ending.SYSTEM_FAILED : Ending.DIVERGED);
      } else if (isCut(next) && ending == Ending.COMPLETED) {
        // The last blocks are handed out by then, so that nobody asks for another.
        close(limit.isStopped() ? Ending.STOPPED : Ending.OUT_OF_TIME);
      }
      listener.advanced(total.programs());
      next = early.remove(merged);
    }
    notifyAll();
  }

  /** Whether it has fewer programs than it was handed out with. */
  private boolean isCut(Block block) {
    long programs = Math.min(plan.blockSize(), plan.programs() - start(block.number()));
    return block.counts().programs() < programs;
  }

  synchronized Ending ending() {
    return ending;
  }

  /** The block that ended the campaign, if one did. */
  synchronized Optional<Block> last() {
    return last;
  }
}
