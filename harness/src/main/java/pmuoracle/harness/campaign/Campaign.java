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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import pmuoracle.harness.campaign.Ledger.Block;
import pmuoracle.harness.shrink.Shrinker;
import pmuoracle.spec.GuestProgram;

/** Generates, predicts, runs and compares until a divergence, an end of the plan or a stop. */
public final class Campaign {
  /**
   * How often a program that makes the system fail is tried in smaller forms: each may start it
   * anew.
   */
  private static final int FAILING_RUNS = 100;

  /** The longest program that the solver takes less than seconds for. */
  private static final int MAX_STEPS_CONFIRMED = 1000;

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

  /** The campaign's programs of the numbers from {@code from} to below {@code end}. */
  static List<GuestProgram> programs(Contest contest, long seed, long from, long end) {
    List<GuestProgram> programs = new ArrayList<>();
    for (long index = from; index < end; index++) {
      programs.add(program(contest, seed, index));
    }
    return programs;
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
      Optional<SystemFailure> failure = block.failure().map(this::shrunk);
      return new CampaignResult(Ending.SYSTEM_FAILED, coverage, Optional.empty(), failure);
    }
    long index = block.difference().orElseThrow();
    GuestProgram program = program(contest, plan.seed(), index);
    try {
      Finding finding = finding(index, program).orElseThrow(Judge.NoOutcome::unsteady);
      return new CampaignResult(Ending.DIVERGED, coverage, Optional.of(finding), Optional.empty());
    } catch (Judge.NoOutcome failure) {
      SystemFailure again = SystemFailure.of(index, program, failure);
      return new CampaignResult(
          Ending.SYSTEM_FAILED, coverage, Optional.empty(), Optional.of(again));
    }
  }

  /**
   * What comes of this program, confirmed by the solver before it is shrunk, unless it is long, and
   * after; empty without a divergence.
   */
  public Optional<Finding> finding(long index, GuestProgram program) throws Judge.NoOutcome {
    try (Judge judge = new Judge(contest.oracle().get(), contest.system().get())) {
      if (!judge.differs(program)) {
        return Optional.empty();
      }
      if (program.steps().size() <= MAX_STEPS_CONFIRMED) {
        judge.check(program);
      }
      Divergence original = judge.explained(program);
      listener.diverged(new Finding(index, original, original));
      return Optional.of(new Finding(index, original, shrunk(judge, original)));
    }
  }

  /** With the smallest program that fails, as far as a bounded number of runs can tell. */
  private SystemFailure shrunk(SystemFailure failure) {
    try (Judge judge = new Judge(contest.oracle().get(), contest.system().get())) {
      if (!failure.isNarrowed() || !judge.failsAs(failure.cause(), failure.program())) {
        return failure;
      }
      AtomicInteger left = new AtomicInteger(FAILING_RUNS);
      Predicate<GuestProgram> same =
          p ->
              p.equals(failure.program())
                  || (left.getAndDecrement() > 0
                      && !plan.stop().get()
                      && judge.failsAs(failure.cause(), p));
      return failure.shrunkTo(new Shrinker(contest.reduction()).shrink(failure.program(), same));
    }
  }

  /** Stopping a campaign while it shrinks leaves what it has by then. */
  private Divergence shrunk(Judge judge, Divergence original) throws Judge.NoOutcome {
    Predicate<GuestProgram> same = judge.diverges(original.kind());
    GuestProgram least =
        new Shrinker(contest.reduction())
            .shrink(
                original.program(),
                p -> p.equals(original.program()) || (!plan.stop().get() && same.test(p)));
    return judge.divergence(least).orElseThrow(Judge.NoOutcome::unsteady);
  }
}
