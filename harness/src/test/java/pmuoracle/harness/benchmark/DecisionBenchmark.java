package pmuoracle.harness.benchmark;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;
import pmuoracle.spec.Sweep;

/**
 * One verdict of an installed filter, by the compiled encoding and by the hand-written decision:
 * 4096 questions in turn. Both sides prepare a filter when it is installed or first asked; "anew"
 * installs it again before each 4096 questions, so that nothing is known but what was prepared.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecisionBenchmark {
  private static final int QUESTIONS = 4096;

  @Param({"x86", "arm64"})
  String architecture;

  @Param({"1", "8", "32", "300"})
  int entries;

  private Sweep encoding;
  private Sweep implementation;
  private int[] questions;
  private Machine machine;
  private List<Step> filter;

  /** Installs the same filter on both sides. */
  @Setup
  public void install() {
    Filters filters = new Filters(architecture, 1);
    machine = filters.machine();
    filter = filters.filter(entries);
    encoding = filters.kit().of(filters.model()).sweep();
    implementation = filters.kit().of(filters.model()).imperativeSweep();
    encoding.install(machine, filter);
    implementation.install(machine, filter);
    questions = filters.questions(QUESTIONS);
  }

  @Benchmark
  @OperationsPerInvocation(QUESTIONS)
  public int encoding() {
    return allowed(encoding);
  }

  @Benchmark
  @OperationsPerInvocation(QUESTIONS)
  public int implementation() {
    return allowed(implementation);
  }

  @Benchmark
  @OperationsPerInvocation(QUESTIONS)
  public int encodingAnew() {
    encoding.install(machine, filter);
    return allowed(encoding);
  }

  @Benchmark
  @OperationsPerInvocation(QUESTIONS)
  public int implementationAnew() {
    implementation.install(machine, filter);
    return allowed(implementation);
  }

  private int allowed(Sweep side) {
    int allowed = 0;
    for (int question : questions) {
      allowed += side.allows(question) ? 1 : 0;
    }
    return allowed;
  }
}
