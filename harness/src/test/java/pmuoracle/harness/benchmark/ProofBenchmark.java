package pmuoracle.harness.benchmark;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.harness.prove.ImperativeEngine;
import pmuoracle.harness.prove.ModelInvariant;
import pmuoracle.harness.prove.ProgramHunter;
import pmuoracle.harness.prove.Proofs;
import pmuoracle.harness.prove.Row;
import pmuoracle.oracle.encoding.x86.EventList;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.prove.Limits;
import pmuoracle.oracle.prove.Prover;
import pmuoracle.oracle.prove.Script;
import pmuoracle.oracle.smt.Answer;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.Model;
import pmuoracle.spec.x86.X86Models;

/** Proofs, in a fresh JVM each, on one thread. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class ProofBenchmark {
  private static final int ENTRIES = 300;

  /**
   * A list of any 300 entries as a set, and as a scan that remembers what it met; equal for every
   * event, masked or not.
   */
  @Benchmark
  public Answer equalityOf300Entries() {
    try (Terms terms = new Terms()) {
      MachineTerms machine = MachineTerms.variables(terms);
      EventList list = EventList.variables(X86Models.V7_3.matching(), machine, ENTRIES);
      Word event = terms.variable("event", 64);
      Answer answer = Scan.differs(list, event).answer();
      if (!(answer instanceof Answer.Unsat)) {
        throw new AssertionError(answer);
      }
      return answer;
    }
  }

  /** Every claim of the newest model of each architecture, by both solvers. */
  @Benchmark
  @Fork(1)
  public List<Row> catalogue() {
    List<Model> newest = ArchitectureKits.ALL.stream().<Model>map(kit -> kit.newest()).toList();
    return rows(ModelInvariant.all().stream().filter(q -> newest.contains(q.model())).toList());
  }

  /** Every claim of every model, as {@code pmu-oracle prove --threads 1}. */
  @Benchmark
  @Fork(1)
  public List<Row> catalogueOfAllModels() {
    return rows(ModelInvariant.all());
  }

  private static List<Row> rows(List<ModelInvariant> questions) {
    Prover prover = new Prover(new ImperativeEngine(), ProgramHunter.USUAL, Limits.DEFAULT);
    List<Row> rows =
        new Proofs(prover, question -> Script.NONE, 1, new AtomicBoolean())
            .rows(questions, row -> {});
    rows.stream()
        .filter(row -> !row.asExpected())
        .findFirst()
        .ifPresent(
            row -> {
              throw new AssertionError(row);
            });
    return rows;
  }
}
