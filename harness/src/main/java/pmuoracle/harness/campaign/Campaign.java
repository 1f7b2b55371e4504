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
import org.apache.commons.lang3.concurrent.ConcurrentUtils;
import pmuoracle.harness.campaign.Ledger.Block;
import pmuoracle.harness.shrink.Shrinker;
import pmuoracle.harness.system.SystemFailed;
import pmuoracle.harness.system.SystemUnavailable;
import pmuoracle.spec.GuestProgram;

/** Generates, predicts, runs and compares until a divergence, an end of the plan or a stop. */
public final class Campaign {
  /**
   * How often a program that makes the system fail is tried in smaller forms: each may start it
   * anew.
   */
  private static final int FAILING_RUNS = 100;

  /** After so many programs that differed and did not again, nothing more is to be learned. */
  private static final int MOST_FLAKY = 8;

  /** The longest program that the solver takes less than seconds for. */
  private static final int MAX_STEPS_CONFIRMED = 1000;

  private final Contest contest;
  private final CampaignPlan plan;
  private final CampaignListener listener;

  public Campaign(Contest contest, CampaignPlan plan, CampaignListener listener) {
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
    Limit limit = new Limit(plan);
    CoverageBuilder total = new CoverageBuilder(0);
    List<Flaky> flaky = new ArrayList<>();
    long from = 0;
    while (true) {
      Ledger ledger = new Ledger(plan, from, total, limit, listener);
      work(ledger, limit);
      Optional<Block> last = ledger.last();
      if (last.isEmpty()) {
        return ended(ledger.ending(), total, limit, flaky);
      } else if (last.get().failure().isPresent()) {
        return failed(shrunk(last.get().failure().get(), limit), total, flaky);
      }
      Sighting sighting = last.get().difference().orElseThrow();
      try {
        Finding finding = confirmed(sighting, limit, Kept.CELL);
        return ended(Ending.DIVERGED, total, limit, flaky).withFinding(finding);
      } catch (Judge.Unsteady unsteady) {
        flaky.add(unsteady.flaky());
      } catch (Judge.NoOutcome none) {
        GuestProgram program = sighting.first().program();
        return failed(SystemFailure.of(sighting.index(), program, none), total, flaky);
      }
      if (flaky.size() == MOST_FLAKY) {
        return ended(Ending.FLAKY, total, limit, flaky);
      }
      from = sighting.index() + 1;
    }
  }

  private CampaignResult failed(SystemFailure failure, CoverageBuilder total, List<Flaky> flaky) {
    return new CampaignResult(
        Ending.SYSTEM_FAILED,
        total.coverage(contest.rules()),
        Optional.empty(),
        Optional.of(failure),
        flaky);
  }

  private CampaignResult ended(
      Ending ending, CoverageBuilder total, Limit limit, List<Flaky> flaky) {
    if (!total.behind().isFinished() && !limit.isOverdue()) {
      try (Judge judge = contest.judge()) {
        total.behind().finish(judge, i -> program(contest, plan.seed(), i), limit::isOverdue);
      } catch (Judge.NoOutcome | SystemFailed | SystemUnavailable none) {
        // It ran these programs before; what is not looked into stays uncounted.
      }
    }
    return new CampaignResult(
        ending, total.coverage(contest.rules()), Optional.empty(), Optional.empty(), flaky);
  }

  private void work(Ledger ledger, Limit limit) {
    ExecutorService pool = Executors.newFixedThreadPool(plan.threads(), Campaign::daemon);
    try {
      List<Callable<Boolean>> workers = new ArrayList<>();
      for (int i = 0; i < plan.threads(); i++) {
        workers.add(() -> blocks(ledger, limit));
      }
      for (Future<Boolean> worker : pool.invokeAll(workers)) {
        worker.get();
      }
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the campaign's thread was interrupted", interruption);
    } catch (ExecutionException failure) {
      throw ConcurrentUtils.extractCauseUnchecked(failure);
    } finally {
      ledger.close();
      pool.shutdownNow();
    }
  }

  private boolean blocks(Ledger ledger, Limit limit) throws InterruptedException {
    boolean finished = false;
    try (Worker worker = new Worker(contest, plan, limit)) {
      OptionalLong block = ledger.next();
      while (block.isPresent()) {
        ledger.finish(worker.block(block.getAsLong(), ledger.start(block.getAsLong())));
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

  /**
   * Runs the program again, and shrinks it if it differs each time. A smaller program is believed
   * only if it differs each time too.
   */
  private Finding confirmed(Sighting sighting, Limit limit, Kept kept) throws Judge.NoOutcome {
    GuestProgram program = sighting.first().program();
    try (Judge judge = contest.judge()) {
      int again = judge.differing(program, plan.retries());
      if (again < plan.retries()) {
        throw new Judge.Unsteady(
            new Flaky(sighting.index(), sighting.first(), again, plan.retries()));
      } else if (again > 0 && program.steps().size() <= MAX_STEPS_CONFIRMED) {
        judge.check(program);
      }
      Divergence original = sighting.first();
      listener.diverged(new Finding(sighting.index(), original, original));
      Attribution attribution = contest.attributions().get();
      Divergence shrunk = shrunk(judge, original, attribution, kept, limit);
      return new Finding(sighting.index(), original, shrunk, attribution.of(shrunk));
    }
  }

  /**
   * What comes of this program, shrunk; empty if it does not differ.
   *
   * @param index the program's number
   */
  public Optional<Finding> finding(long index, GuestProgram program) throws Judge.NoOutcome {
    return finding(index, program, Kept.CELL);
  }

  /**
   * The same.
   *
   * @param kept what shrinking keeps beside the wrong cell
   */
  Optional<Finding> finding(long index, GuestProgram program, Kept kept) throws Judge.NoOutcome {
    Divergence first;
    try (Judge judge = contest.judge()) {
      if (!judge.differs(program)) {
        return Optional.empty();
      }
      first = judge.explained(program);
    }
    return Optional.of(confirmed(new Sighting(index, first), new Limit(plan), kept));
  }

  /** With the smallest program that fails, as far as a bounded number of runs can tell. */
  private SystemFailure shrunk(SystemFailure failure, Limit limit) {
    try (Judge judge = contest.judge()) {
      if (!failure.isNarrowed() || !judge.failsAs(failure.cause(), failure.program())) {
        return failure;
      }
      AtomicInteger left = new AtomicInteger(FAILING_RUNS);
      Predicate<GuestProgram> same =
          limit.until(
              failure.program(),
              p -> left.getAndDecrement() > 0 && judge.failsAs(failure.cause(), p));
      return failure.shrunkTo(new Shrinker(contest.reduction()).shrink(failure.program(), same));
    }
  }

  /** What shrinking keeps. */
  enum Kept {
    /** The wrong cell, and the flags that explain it. */
    CELL,
    /** The same and the first rule behind the prediction. */
    CELL_AND_RULE
  }

  /** A campaign that has to end while it shrinks leaves what it has by then. */
  private Divergence shrunk(
      Judge judge, Divergence original, Attribution attribution, Kept kept, Limit limit)
      throws Judge.NoOutcome {
    GuestProgram program = original.program();
    WrongCell cell = contest.cell(original);
    Optional<Explanation> why = attribution.of(original);
    Predicate<GuestProgram> same =
        judge.diverges(d -> contest.cell(d).equals(cell) && attribution.isBy(why, d));
    if (kept == Kept.CELL_AND_RULE) {
      same = same.and(p -> judge.explained(p).rule().equals(original.rule()));
    }
    GuestProgram least =
        new Shrinker(contest.reduction()).shrink(program, limit.until(program, same));
    if (judge.differing(least, plan.retries()) < plan.retries()) {
      return original;
    }
    return judge.divergence(least).orElse(original);
  }
}
