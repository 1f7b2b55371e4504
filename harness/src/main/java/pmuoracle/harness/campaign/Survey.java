package pmuoracle.harness.campaign;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import pmuoracle.harness.shrink.Shrinker;
import pmuoracle.spec.GuestProgram;

/**
 * A campaign that goes on after a divergence: one finding of each kind and shape. For systems that
 * are known to differ, such as one generation judged by another.
 */
public final class Survey {
  /** In one block at most so many programs that look alike are explained. */
  private static final int ALIKE = 4;

  /** Of one kind at most so many programs are shrunk. */
  private static final int SHRUNK = 12;

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
   * @param findings one of each kind and shape of steps, shrunk, in the order of their programs
   * @param programs how many were run; fewer than planned if the survey was stopped
   * @param differing how many of them diverged; only some of those are looked into
   */
  public record Result(List<Finding> findings, long programs, long differing) {}

  private record Block(Map<Divergence.Kind, List<Long>> kinds, long programs, long differing) {}

  /** Runs the survey; blocks. */
  public Result run() throws Judge.NoOutcome {
    Map<Divergence.Kind, List<Long>> kinds = new LinkedHashMap<>();
    long programs = 0;
    long differing = 0;
    for (Block block : blocks(this::block, starts())) {
      programs += block.programs();
      differing += block.differing();
      block
          .kinds()
          .forEach(
              (kind, indices) ->
                  kinds.computeIfAbsent(kind, k -> new ArrayList<>()).addAll(indices));
    }
    List<Long> indices =
        kinds.values().stream().flatMap(all -> all.stream().limit(SHRUNK)).sorted().toList();
    Map<String, Finding> distinct = new LinkedHashMap<>();
    for (Finding finding : blocks(this::shrunk, indices)) {
      distinct.putIfAbsent(shape(finding.shrunk()), finding);
    }
    return new Result(List.copyOf(distinct.values()), programs, differing);
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
  private <T> List<T> blocks(Work<T> work, List<Long> numbers) throws Judge.NoOutcome {
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
    Map<Divergence.Kind, List<Long>> kinds = new LinkedHashMap<>();
    Map<Divergence.Look, Integer> looks = new HashMap<>();
    long end = Math.min(plan.programs(), from + plan.blockSize());
    long programs = 0;
    long differing = 0;
    try (Judge judge = judge()) {
      for (long index = from; index < end && !plan.stop().get(); index++) {
        GuestProgram program = Campaign.program(contest, plan.seed(), index);
        programs++;
        if (judge.differs(program)) {
          differing++;
          if (looks.merge(judge.look(program), 1, Integer::sum) <= ALIKE) {
            Divergence.Kind kind = judge.explained(program).kind();
            kinds.computeIfAbsent(kind, k -> new ArrayList<>()).add(index);
          }
        }
      }
    }
    return new Block(kinds, programs, differing);
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

  private String shape(Divergence divergence) {
    return divergence.kind()
        + divergence.program().steps().stream()
            .map(contest.reduction()::shape)
            .collect(Collectors.joining(", "));
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
