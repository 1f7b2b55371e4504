package pmuoracle.harness.campaign;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pmuoracle.harness.shrink.Shrinker;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Observation;

/**
 * A campaign that goes on after a divergence: one finding of each kind and shape, which is what
 * steps it takes, in any order, and on what sort of counter it shows. For systems that are known to
 * differ, such as one generation judged by another. Only some programs of a kind are shrunk, those
 * first whose steps differ from what was found.
 */
public final class Survey {
  private static final Pattern TRAILING_NUMBER = Pattern.compile("[0-9]+$");

  private final Contest contest;
  private final Plan plan;

  /**
   * Of the plan's programs; its time is not looked at, so that the result depends on the seed only.
   */
  public Survey(Contest contest, Plan plan) {
    this.contest = contest;
    this.plan = plan;
  }

  /**
   * What a survey found.
   *
   * @param findings one of each kind and shape, shrunk, in the order of their programs
   * @param programs how many were run; fewer than planned if the survey was stopped
   * @param differing how many of them diverged; only some of those are looked into
   */
  public record Result(List<Finding> findings, long programs, long differing) {}

  private record Block(Map<Divergence.Kind, Leads> kinds, long programs, long differing) {}

  /** Runs the survey; blocks. */
  public Result run() throws Judge.NoOutcome {
    Map<Divergence.Kind, Leads> kinds = new LinkedHashMap<>();
    long programs = 0;
    long differing = 0;
    for (Block block : all(this::block, starts())) {
      programs += block.programs();
      differing += block.differing();
      block
          .kinds()
          .forEach((kind, leads) -> kinds.computeIfAbsent(kind, k -> new Leads()).addAll(leads));
    }
    List<Finding> findings = findings(kinds);
    findings.sort(Comparator.comparingLong(Finding::index));
    return new Result(List.copyOf(findings), programs, differing);
  }

  /** In rounds of one program of each kind, because what comes next depends on what was found. */
  private List<Finding> findings(Map<Divergence.Kind, Leads> kinds) throws Judge.NoOutcome {
    List<Finding> findings = new ArrayList<>();
    List<Finding> round;
    do {
      List<Long> indices = kinds.values().stream().flatMap(leads -> leads.next().stream()).toList();
      round = all(this::shrunk, indices);
      for (Finding finding : round) {
        if (kinds.get(finding.original().kind()).isNew(shape(finding.shrunk()))) {
          findings.add(finding);
        }
      }
    } while (!round.isEmpty());
    return findings;
  }

  private List<Long> starts() {
    List<Long> starts = new ArrayList<>();
    for (long start = 0; start < plan.programs(); start += plan.blockSize()) {
      starts.add(start);
    }
    return starts;
  }

  /** Something about one number, on any thread. */
  private interface Work<T> {
    T of(long number) throws Judge.NoOutcome;
  }

  /** The results in the order of the numbers, whatever thread made them. */
  private <T> List<T> all(Work<T> work, List<Long> numbers) throws Judge.NoOutcome {
    ExecutorService pool = Executors.newFixedThreadPool(plan.threads());
    try {
      List<Callable<T>> calls = new ArrayList<>();
      numbers.forEach(number -> calls.add(() -> work.of(number)));
      List<T> results = new ArrayList<>();
      for (Future<T> result : pool.invokeAll(calls)) {
        results.add(result.get());
      }
      return results;
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the survey's thread was interrupted", interruption);
    } catch (ExecutionException failure) {
      throw rethrown(failure.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private Block block(long from) throws Judge.NoOutcome {
    Map<Divergence.Kind, Leads> kinds = new LinkedHashMap<>();
    long end = Math.min(plan.programs(), from + plan.blockSize());
    long index = from;
    long differing = 0;
    Batch batch = new Batch();
    try (Judge judge = judge()) {
      while (index < end && !plan.stop().get()) {
        long next = Math.min(end, index + judge.batch());
        batch.run(judge.observer(), index, Campaign.programs(contest, plan.seed(), index, next));
        for (; index < next; index++) {
          if (judge.differs(batch.program(index), batch.observed(index, judge.observer()))) {
            differing++;
            Divergence divergence = judge.explained(batch.program(index));
            kinds
                .computeIfAbsent(divergence.kind(), kind -> new Leads())
                .add(index, new TreeSet<>(shape(divergence)));
          }
        }
        batch.requireExplained();
      }
    }
    return new Block(kinds, index - from, differing);
  }

  private Finding shrunk(long index) throws Judge.NoOutcome {
    GuestProgram program = Campaign.program(contest, plan.seed(), index);
    try (Judge judge = judge()) {
      Divergence original = judge.divergence(program).orElseThrow();
      GuestProgram least =
          new Shrinker(contest.reduction()).shrink(program, judge.diverges(original.kind()));
      return new Finding(index, original, judge.divergence(least).orElseThrow());
    }
  }

  /** The kinds of step up to the divergence, in no order, and the sort of counter that shows it. */
  private List<String> shape(Divergence divergence) {
    Stream<String> steps =
        divergence.program().steps().stream()
            .limit(divergence.step() + 1L)
            .map(contest.reduction()::shape);
    return Stream.concat(steps, Stream.of(sort(divergence.decision().what()))).sorted().toList();
  }

  /** The observation's name without its number. */
  private static String sort(Observation what) {
    return TRAILING_NUMBER.matcher(what.name()).replaceFirst("");
  }

  private Judge judge() {
    return new Judge(contest.oracle().get(), contest.system().get());
  }

  private static RuntimeException rethrown(Throwable cause) throws Judge.NoOutcome {
    if (cause instanceof Judge.NoOutcome failure) {
      throw failure;
    } else if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException exception
        ? exception
        : new IllegalStateException(cause);
  }
}
