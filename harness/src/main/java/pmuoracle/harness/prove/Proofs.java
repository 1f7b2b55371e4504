package pmuoracle.harness.prove;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.oracle.prove.Claim;
import pmuoracle.oracle.prove.Prover;
import pmuoracle.oracle.prove.Script;
import pmuoracle.spec.BadInput;

/**
 * Many claims, on any number of threads.
 *
 * @param scripts who gets a question's obligations
 * @param stop set by anybody to end it: what is begun is left, and no row told of it
 */
public record Proofs(
    Prover prover, Function<ModelInvariant, Script> scripts, int threads, AtomicBoolean stop) {
  private static final long PATIENCE_MILLISECONDS = 100;

  /**
   * Shows what can be shown; blocks. Rows are reported in the order of the questions, up to the
   * first that was not come to.
   */
  public List<Row> rows(List<ModelInvariant> questions, Consumer<Row> report) {
    ExecutorService pool = Executors.newFixedThreadPool(threads, Proofs::daemon);
    try {
      List<Future<Row>> pending = new ArrayList<>();
      questions.forEach(question -> pending.add(pool.submit(() -> row(question))));
      List<Row> rows = new ArrayList<>();
      for (Future<Row> row : pending) {
        Optional<Row> done = awaited(row);
        if (done.isEmpty()) {
          break;
        }
        rows.add(done.get());
        report.accept(done.get());
      }
      return rows;
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the thread that proves was interrupted", interruption);
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof BadInput refusal) {
        throw refusal;
      }
      throw new AssertionError("a claim could not be stated", failure.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  /** The row, or empty if it is stopped before there is one. */
  private Optional<Row> awaited(Future<Row> row) throws InterruptedException, ExecutionException {
    while (!stop.get()) {
      try {
        return Optional.of(row.get(PATIENCE_MILLISECONDS, TimeUnit.MILLISECONDS));
      } catch (TimeoutException pending) {
        // Asked again, unless it is stopped by now.
      }
    }
    return row.isDone() ? Optional.of(row.get()) : Optional.empty();
  }

  private Row row(ModelInvariant question) {
    long start = System.nanoTime();
    Claim claim =
        ArchitectureKits.of(question.model().architecture())
            .catalogue()
            .claim(question.invariant(), question.model());
    var outcome = prover.outcome(claim, question.model(), scripts.apply(question));
    return new Row(
        question.invariant(),
        question.model(),
        claim,
        outcome,
        Duration.ofNanos(System.nanoTime() - start));
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "prover");
    thread.setDaemon(true);
    return thread;
  }
}
