package pmuoracle.harness.campaign;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import org.apache.commons.lang3.concurrent.ConcurrentUtils;
import pmuoracle.harness.campaign.Campaign.Kept;
import pmuoracle.oracle.Oracle;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.ModelFlag;
import pmuoracle.spec.Rule;

/**
 * A campaign that goes on after a divergence: one finding of each sort. Two are of one sort if they
 * have the same wrong cell, with the same rules behind what is right and the same flags that
 * explain it, after the same {@link RegisterChanges}; by what kinds of step these came about does
 * not matter. For systems that are known to differ, such as one generation judged by another. Only
 * some programs are shrunk, those first whose steps differ from what was found. One that shrinks to
 * what was found before is shrunk once more in such a way that the first rule stays too.
 */
public final class Survey {
  /** A thread gives up a block of programs in which the system failed so often. */
  private static final int MOST_FAILURES = 8;

  private final Contest contest;
  private final CampaignPlan plan;
  private final Set<Object> found = new HashSet<>();

  /**
   * Of the plan's programs; its time is not looked at, so that the result depends on the seed only.
   */
  public Survey(Contest contest, CampaignPlan plan) {
    this.contest = contest;
    this.plan = plan;
  }

  /**
   * What a survey found. A survey that was stopped has what it had found by then.
   *
   * @param findings one of each sort, shrunk, in the order of their programs
   * @param coverage of the programs that were run; fewer than planned if it was stopped
   * @param differing how many of them diverged; only some of those are looked into
   * @param flaky those looked into that did not diverge again each time
   * @param failures programs of which the system gave no outcome
   */
  public record Result(
      List<Finding> findings,
      Coverage coverage,
      long differing,
      List<Flaky> flaky,
      List<SystemFailure> failures) {
    public Result {
      findings = List.copyOf(findings);
      flaky = List.copyOf(flaky);
      failures = List.copyOf(failures);
    }
  }

  /** Programs that are likely to shrink to one finding; from each kind some are shrunk. */
  private record Kind(WrongCell cell, Optional<Rule> rule, Optional<ModelFlag> flag) {}

  private Kind kind(Divergence divergence, Attribution attribution) {
    return new Kind(contest.cell(divergence), divergence.rule(), attribution.single(divergence));
  }

  /** What tells a finding from others. */
  private record Mark(
      WrongCell cell, Set<Rule> rules, Optional<Explanation> explanation, Set<String> changes) {}

  private Mark mark(Finding finding) {
    Divergence shrunk = finding.shrunk();
    try (Oracle oracle = contest.oracle().get()) {
      Set<String> changes =
          new RegisterChanges(contest.reduction().forms(), oracle)
              .of(shrunk.program(), shrunk.step());
      return new Mark(
          contest.cell(shrunk),
          Set.copyOf(shrunk.decision().rules()),
          finding.explanation(),
          changes);
    }
  }

  private record Block(
      Map<Kind, ShrinkQueue> kinds,
      CoverageBuilder counts,
      long differing,
      List<SystemFailure> failures) {}

  /** What came of looking into one program; at most one of the three. */
  private record Look(
      Optional<Kind> kind,
      List<Finding> findings,
      Optional<Flaky> flaky,
      Optional<SystemFailure> failure) {}

  /** Runs the survey; blocks. */
  public Result run() {
    Map<Kind, ShrinkQueue> kinds = new LinkedHashMap<>();
    CoverageBuilder total = new CoverageBuilder(0);
    long differing = 0;
    List<SystemFailure> failures = new ArrayList<>();
    for (Block block : all(this::block, starts())) {
      total.addAll(block.counts());
      differing += block.differing();
      failures.addAll(block.failures());
      block
          .kinds()
          .forEach(
              (kind, queue) ->
                  kinds.computeIfAbsent(kind, k -> new ShrinkQueue(found)).addAll(queue));
    }
    List<Flaky> flaky = new ArrayList<>();
    List<Finding> findings = findings(kinds, flaky, failures);
    findings.sort(Comparator.comparingLong(Finding::index));
    return new Result(findings, total.coverage(contest.rules()), differing, flaky, failures);
  }

  /** In rounds of one program of each kind, because what comes next depends on what was found. */
  private List<Finding> findings(
      Map<Kind, ShrinkQueue> kinds, List<Flaky> flaky, List<SystemFailure> failures) {
    List<Finding> findings = new ArrayList<>();
    List<Look> round;
    do {
      List<Long> indices = kinds.values().stream().flatMap(queue -> queue.next().stream()).toList();
      round = plan.stop().get() ? List.of() : all(this::look, indices);
      for (Look look : round) {
        look.findings().stream().filter(f -> isNew(kinds, look, f)).forEach(findings::add);
        look.flaky().ifPresent(flaky::add);
        look.failure().ifPresent(failures::add);
      }
    } while (!round.isEmpty());
    return findings;
  }

  private boolean isNew(Map<Kind, ShrinkQueue> kinds, Look look, Finding finding) {
    return kinds
        .computeIfAbsent(look.kind().orElseThrow(), kind -> new ShrinkQueue(found))
        .isNew(mark(finding), shape(finding.shrunk()));
  }

  private List<Long> starts() {
    List<Long> starts = new ArrayList<>();
    for (long start = 0; start < plan.programs(); start += plan.blockSize()) {
      starts.add(start);
    }
    return starts;
  }

  /** The results in the order of the numbers, whatever thread made them. */
  private <T> List<T> all(LongFunction<T> work, List<Long> numbers) {
    ExecutorService pool = Executors.newFixedThreadPool(plan.threads());
    try {
      List<Callable<T>> calls = new ArrayList<>();
      numbers.forEach(number -> calls.add(() -> work.apply(number)));
      List<T> results = new ArrayList<>();
      for (Future<T> result : pool.invokeAll(calls)) {
        results.add(result.get());
      }
      return results;
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the survey's thread was interrupted", interruption);
    } catch (ExecutionException failure) {
      throw ConcurrentUtils.extractCauseUnchecked(failure);
    } finally {
      pool.shutdownNow();
    }
  }

  private Block block(long from) {
    Map<Kind, ShrinkQueue> kinds = new LinkedHashMap<>();
    CoverageBuilder counts = new CoverageBuilder(from / plan.blockSize());
    List<SystemFailure> failures = new ArrayList<>();
    long end = Math.min(plan.programs(), from + plan.blockSize());
    long index = from;
    long differing = 0;
    Batch batch = new Batch();
    Attribution attribution = contest.attributions().get();
    try (Judge judge = contest.judge()) {
      while (index < end && !plan.stop().get() && failures.size() < MOST_FAILURES) {
        long next = Math.min(end, index + judge.batch());
        batch.run(judge.observer(), index, Campaign.programs(contest, plan.seed(), index, next));
        for (; index < next; index++) {
          GuestProgram program = batch.program(index);
          try {
            boolean differs =
                judge.differs(
                    program,
                    batch.observed(index, judge.observer()),
                    contest.generator().isNamed(index));
            counts.add(index, program, judge, contest.generator());
            if (differs) {
              differing++;
              Divergence divergence = judge.explained(program);
              kinds
                  .computeIfAbsent(kind(divergence, attribution), kind -> new ShrinkQueue())
                  .add(index, new TreeSet<>(shape(divergence)));
            }
          } catch (Judge.NoOutcome none) {
            failures.add(batch.failed(index, none));
          }
        }
        if (failures.isEmpty()) {
          batch.unexplained().ifPresent(failures::add);
        }
      }
    }
    return new Block(kinds, counts, differing, failures);
  }

  private Look look(long index) {
    GuestProgram program = Campaign.program(contest, plan.seed(), index);
    try {
      Campaign campaign = new Campaign(contest, plan, new CampaignListener() {});
      List<Finding> findings = new ArrayList<>();
      campaign.finding(index, program, Kept.CELL).ifPresent(findings::add);
      // Nobody adds to what was found while programs are looked into.
      if (!findings.isEmpty() && found.contains(mark(findings.get(0)))) {
        campaign.finding(index, program, Kept.CELL_AND_RULE).ifPresent(findings::add);
      }
      Optional<Kind> kind =
          findings.stream()
              .map(finding -> kind(finding.original(), contest.attributions().get()))
              .findFirst();
      return new Look(kind, findings, Optional.empty(), Optional.empty());
    } catch (Judge.Unsteady unsteady) {
      return new Look(Optional.empty(), List.of(), Optional.of(unsteady.flaky()), Optional.empty());
    } catch (Judge.NoOutcome none) {
      return new Look(
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.of(SystemFailure.of(index, program, none)));
    }
  }

  /** The kinds of step up to the divergence, in no order. */
  private List<String> shape(Divergence divergence) {
    return divergence.program().steps().stream()
        .limit(divergence.step() + 1L)
        .map(contest.reduction()::shape)
        .sorted()
        .toList();
  }
}
