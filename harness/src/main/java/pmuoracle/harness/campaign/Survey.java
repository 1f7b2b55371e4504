package pmuoracle.harness.campaign;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import pmuoracle.harness.shrink.Shrinker;
import pmuoracle.spec.GuestProgram;

/**
 * A campaign that goes on after a divergence: one finding of each kind. For systems that are known
 * to differ, such as one generation judged by another.
 */
public final class Survey {
  /** In one block at most so many programs that look alike are explained. */
  private static final int ALIKE = 4;

  private final Contest contest;
  private final Plan plan;

  /**
   * Of the plan's programs; its time is not looked at, so that the result depends on the seed only.
   */
  public Survey(Contest contest, Plan plan) {
    this.contest = contest;
    this.plan = plan;
  }

  /** The first divergence of each kind, shrunk, in the order of their programs. */
  public List<Finding> findings() throws Judge.NoOutcome {
    Map<Divergence.Kind, Long> first = new LinkedHashMap<>();
    ExecutorService pool = Executors.newFixedThreadPool(plan.threads());
    try {
      List<Future<Map<Divergence.Kind, Long>>> blocks = new ArrayList<>();
      for (long start = 0; start < plan.programs(); start += plan.blockSize()) {
        long from = start;
        blocks.add(pool.submit((Callable<Map<Divergence.Kind, Long>>) () -> block(from)));
      }
      for (Future<Map<Divergence.Kind, Long>> block : blocks) {
        block.get().forEach(first::putIfAbsent);
      }
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the survey's thread was interrupted", interruption);
    } catch (ExecutionException failure) {
      throw rethrown(failure.getCause());
    } finally {
      pool.shutdownNow();
    }
    return shrunk(first);
  }

  private Map<Divergence.Kind, Long> block(long from) throws Judge.NoOutcome {
    Map<Divergence.Kind, Long> first = new LinkedHashMap<>();
    Map<Divergence.Look, Integer> looks = new HashMap<>();
    long end = Math.min(plan.programs(), from + plan.blockSize());
    try (Judge judge = judge()) {
      for (long index = from; index < end && !plan.stop().get(); index++) {
        GuestProgram program = Campaign.program(contest, plan.seed(), index);
        if (judge.differs(program) && looks.merge(judge.look(program), 1, Integer::sum) <= ALIKE) {
          first.putIfAbsent(judge.explained(program).kind(), index);
        }
      }
    }
    return first;
  }

  private Judge judge() {
    return new Judge(contest.oracle().get(), contest.system().get());
  }

  private List<Finding> shrunk(Map<Divergence.Kind, Long> first) throws Judge.NoOutcome {
    TreeMap<Long, List<Divergence.Kind>> inOrder = new TreeMap<>();
    first.forEach(
        (kind, index) -> inOrder.computeIfAbsent(index, i -> new ArrayList<>()).add(kind));
    List<Finding> findings = new ArrayList<>();
    try (Judge judge = judge()) {
      for (long index : inOrder.keySet()) {
        GuestProgram program = Campaign.program(contest, plan.seed(), index);
        Divergence original = judge.divergence(program).orElseThrow();
        GuestProgram least =
            new Shrinker(contest.reduction()).shrink(program, judge.diverges(original.kind()));
        findings.add(new Finding(index, original, judge.divergence(least).orElseThrow()));
      }
    }
    return findings;
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
