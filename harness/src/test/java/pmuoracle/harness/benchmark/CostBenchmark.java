package pmuoracle.harness.benchmark;

import java.util.ArrayList;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.oracle.Oracle;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.Trace;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.Pmcr;
import pmuoracle.spec.arm64.Register;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.Privilege;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Step;

/** Both sides of one program: its cost by its length and by the length of its filter. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class CostBenchmark {
  private static final int EVENTS = 16;

  @Param({"x86", "arm64"})
  String architecture;

  /** Entries or ranges of the filter, and how many times an event is asked about. */
  @Param({
    "8:100", "8:200", "8:400", "8:800", "8:1600", "8:3200", "1:100", "30:100", "60:100", "120:100",
    "180:100", "240:100", "300:100"
  })
  String size;

  private Oracle oracle;
  private SystemUnderTest system;
  private GuestProgram program;
  private final Trace predicted = new Trace();
  private final Trace observed = new Trace();
  private final RuleSet fired = new RuleSet();

  @Setup
  public void draw() {
    int entries = Integer.parseInt(size.substring(0, size.indexOf(':')));
    int asked = Integer.parseInt(size.substring(size.indexOf(':') + 1));
    Filters filters = new Filters(architecture, 3);
    List<Step> steps = new ArrayList<>(filters.filter(entries));
    int[] questions = filters.questions(EVENTS);
    boolean x86 = filters.kit().architecture() == Architecture.X86;
    if (!x86) {
      steps.add(new Arm64Step.Init(0, true));
      steps.add(new Arm64Step.Run(0));
      steps.add(new Arm64Step.Write(0, Register.of(Register.Kind.PMCNTENSET), 1));
      steps.add(new Arm64Step.Write(0, Register.of(Register.Kind.PMCR), Pmcr.E));
    }
    for (int i = 0; i < asked; i++) {
      int event = questions[i % EVENTS];
      if (x86) {
        long select = event | EventSelect.ENABLE | EventSelect.OS;
        steps.add(new X86Step.Write(0, pmuoracle.spec.x86.Register.eventSelect(0), select));
        steps.add(new X86Step.Enter(0));
        steps.add(new X86Step.Retire(0, event, 1, Privilege.KERNEL));
      } else {
        int hardware = Math.max(1, event) == 0x1e ? 1 : Math.max(1, event);
        steps.add(new Arm64Step.Write(0, Register.type(0), hardware));
        steps.add(new Arm64Step.Load(0));
        steps.add(new Arm64Step.Retire(0, hardware, 1));
      }
    }
    program = new GuestProgram(x86 ? X86Machine.intel(1, 0) : Arm64Machine.plain(false), steps);
    oracle = filters.kit().of(filters.model()).oracle();
    system = filters.kit().of(filters.model()).imperative();
  }

  @TearDown
  public void close() {
    oracle.close();
    system.close();
  }

  @Benchmark
  public boolean program() {
    predicted.clear();
    observed.clear();
    fired.clear();
    oracle.predict(program, predicted, fired);
    system.run(program, observed);
    if (!predicted.equals(observed)) {
      throw new AssertionError(program);
    }
    return predicted.cells() > 0;
  }
}
