package pmuoracle.harness.benchmark;

import java.util.ArrayList;
import java.util.BitSet;
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
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import pmuoracle.harness.sweep.TwoSides;
import pmuoracle.spec.Step;

/** Filters installed and asked about all 65,536 events, on both sides. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SweepBenchmark {
  private static final int FILTERS = 64;

  @Param({"x86", "arm64"})
  String architecture;

  @Param({"1", "8", "32", "300"})
  int entries;

  private Filters filters;
  private TwoSides sides;
  private final List<List<Step>> all = new ArrayList<>();
  private int next;

  @Setup
  public void draw() {
    filters = new Filters(architecture, 2);
    sides = new TwoSides(filters.kit().of(filters.model()));
    for (int i = 0; i < FILTERS; i++) {
      all.add(filters.filter(entries));
    }
  }

  @Benchmark
  public BitSet filters() throws TwoSides.Divergence {
    sides.install(filters.machine(), all.get(next++ % FILTERS));
    return sides.allowed();
  }
}
