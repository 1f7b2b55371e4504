package pmuoracle.harness.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import pmuoracle.harness.campaign.Ledger.Block;
import pmuoracle.harness.shrink.Shrinker;
import pmuoracle.spec.GuestProgram;

/** Generates, predicts, runs and compares until a divergence, an end of the plan or a stop. */
public final class Campaign {
  private final Contest contest;
  private final Plan plan;
  private final CampaignListener listener;

  public Campaign(Contest contest, Plan plan, CampaignListener listener) {
    this.contest = contest;
    this.plan = plan;
    this.listener = listener;
  }

  /** The campaign's program of this number. */
  public static GuestProgram program(Contest contest, long seed, long index) {
    return contest.generator().program(seed, index);
  }

  /**
   * Runs the campaign; blocks. An {@link AssertionError} says that the two forms of the oracle
   * disagree, which is our defect and no finding about the system.
   */
  public CampaignResult run() {
    Ledger ledger = new Ledger(plan, listener);
    work(ledger);
    return ledger.last().isEmpty() ? result(ledger, ledger.ending()) : found(ledger);
  }

  private void work(Ledger ledger) {
    ExecutorService pool = Executors.newFixedThreadPool(plan.threads(), Campaign::daemon);
    try {
      List<Callable<Boolean>> workers = new ArrayList<>();
      for (int i = 0; i < plan.threads(); i++) {
        workers.add(() -> blocks(ledger));
      }
      for (Future<Boolean> worker : pool.invokeAll(workers)) {
        worker.get();
      }
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the campaign's thread was interrupted", interruption);
    } catch (ExecutionException failure) {
      throw unwrapped(failure);
    } finally {
      ledger.close();
      pool.shutdownNow();
    }
  }

  private boolean blocks(Ledger ledger) throws InterruptedException {
    boolean finished = false;
    try (Worker worker = new Worker(contest, plan)) {
      OptionalLong block = ledger.next();
      while (block.isPresent()) {
        ledger.finish(worker.block(block.getAsLong()));
        block = ledger.next();
      }
      finished = true;
    } finally {
      if (!finished) {
        // Nobody may wait for the block this thread had.
        ledger.close();
      }
    }
    return finished;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "campaign");
    thread.setDaemon(true);
    return thread;
  }

  private static RuntimeException unwrapped(ExecutionException failure) {
    if (failure.getCause() instanceof Error error) {
      throw error;
    }
    return failure.getCause() instanceof RuntimeException exception
        ? exception
        : new IllegalStateException(failure.getCause());
  }

  private CampaignResult result(Ledger ledger, Ending ending) {
    Coverage coverage = ledger.total().coverage(contest.rules());
    return new CampaignResult(ending, coverage, Optional.empty(), Optional.empty());
  }

  private CampaignResult found(Ledger ledger) {
    Block block = ledger.last().orElseThrow();
    Coverage coverage = ledger.total().coverage(contest.rules());
    if (block.failure().isPresent()) {
      return new CampaignResult(Ending.SYSTEM_FAILED, coverage, Optional.empty(), block.failure());
    }
    long index = block.difference().orElseThrow();
    GuestProgram program = program(contest, plan.seed(), index);
    try (Judge judge = new Judge(contest.oracle().get(), contest.system().get())) {
      Divergence original = judge.divergence(program).orElseThrow(Campaign::unsteady);
      listener.diverged(new Finding(index, original, original));
      Divergence shrunk = shrunk(judge, original);
      return new CampaignResult(
          Ending.DIVERGED,
          coverage,
          Optional.of(new Finding(index, original, shrunk)),
          Optional.empty());
    } catch (Judge.NoOutcome failure) {
      SystemFailure again = SystemFailure.of(index, program, failure);
      return new CampaignResult(
          Ending.SYSTEM_FAILED, coverage, Optional.empty(), Optional.of(again));
    }
  }

  private static Judge.NoOutcome unsteady() {
    return new Judge.NoOutcome(
        new IllegalStateException(
            "the system diverged, but not when the same program was run again"));
  }

  /** Stopping a campaign while it shrinks leaves what it has by then. */
  private Divergence shrunk(Judge judge, Divergence original) throws Judge.NoOutcome {
    Predicate<GuestProgram> same = judge.diverges(original.kind());
    GuestProgram least =
        new Shrinker(contest.reduction())
            .shrink(
                original.program(),
                p -> p.equals(original.program()) || (!plan.stop().get() && same.test(p)));
    return judge.divergence(least).orElseThrow(Campaign::unsteady);
  }
}
