package pmuoracle.harness.benchmark;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.oracle.Oracle;
import pmuoracle.spec.Model;

/**
 * All of a model's encoding built and compiled: each time another model, because what is compiled
 * is kept. The first is cold and loads the solver.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 0)
@Measurement(iterations = 6)
public class CompileBenchmark {
  @Param({"x86", "arm64"})
  String architecture;

  private int next;

  @Benchmark
  public Oracle model() {
    ArchitectureKit kit = Filters.kit(architecture);
    List<Model> models = kit.models();
    Oracle oracle = kit.of(models.get(models.size() - 1 - next++)).oracle();
    oracle.prepare();
    return oracle;
  }
}
