package pmuoracle.oracle.arm64;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;
import pmuoracle.oracle.encoding.arm64.MachineTerms;
import pmuoracle.oracle.encoding.arm64.VcpuRegisters;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Trace;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Step;

/** What a program's run applies to its counters. */
public final class StepWatch extends ProgramRun {
  /** Is told of each function; inputs are as {@link StepInputs#terms}. */
  public interface Seen {
    /** A function is applied to the counter. */
    void counter(CounterFunction function, boolean cycle, boolean hasRun, long[] inputs);

    /** A function is applied to the registers of the counter's virtual CPU. */
    void registers(RegisterFunction function, boolean cycle, boolean hasRun, long[] inputs);

    /** A filter was set; the counter is as before. */
    void filterSet(boolean cycle, boolean hasRun, long[] inputs);
  }

  private final CompiledEvaluation evaluation;
  private final Seen seen;
  private final Trace trace = new Trace();
  private final boolean[] hasRun = new boolean[Machine.MAX_VCPUS];
  private final long[] registers = new long[Machine.MAX_VCPUS * VcpuRegisters.SIZE];
  private GuestProgram program = new GuestProgram(Arm64Machine.plain(false), List.of());
  private int step;

  /** Where the run keeps its inputs; empty before it has told of them. */
  private long[] current = {};

  private StepWatch(Arm64Model model, CompiledEvaluation evaluation, Seen seen) {
    super(model, evaluation);
    this.evaluation = evaluation;
    this.seen = seen;
  }

  public static StepWatch of(Arm64Model model, Seen seen) {
    return new StepWatch(model, new CompiledEvaluation(model), seen);
  }

  /** What the filter allows, and what its ranges contain. */
  public LongPredicate[] filter() {
    return new LongPredicate[] {evaluation.accepted()::allows, evaluation.accepted()::covers};
  }

  public void run(GuestProgram next) {
    program = next;
    step = 0;
    current = new long[0];
    Arrays.fill(hasRun, false);
    long[] in = new long[StepInputs.SIZE];
    long[] out = new long[RegisterFunction.SIZE];
    MachineTerms.write((Arm64Machine) next.machine(), in, StepInputs.MACHINE);
    evaluation.registers(RegisterFunction.INITIAL, in, out);
    for (int vcpu = 0; vcpu < Machine.MAX_VCPUS; vcpu++) {
      System.arraycopy(out, 0, registers, vcpu * VcpuRegisters.SIZE, VcpuRegisters.SIZE);
    }
    trace.clear();
    run(next, trace);
  }

  @Override
  void shared(RegisterFunction function, int vcpu, long[] inputs) {
    current = inputs;
    for (int i = 0; i <= eventCounters(); i++) {
      boolean cycle = i == eventCounters();
      present(vcpu, cycle ? Arm64Machine.CYCLE : i);
      seen.registers(function, cycle, hasRun[vcpu], inputs);
    }
    System.arraycopy(
        inputs, StepInputs.AFTER, registers, vcpu * VcpuRegisters.SIZE, VcpuRegisters.SIZE);
  }

  @Override
  void counted(CounterFunction function, int counter, long[] inputs, long[] outputs) {
    current = inputs;
    int vcpu = program.steps().get(step).vcpu();
    // The registers handed over for a store by the owner, which needs none, are another step's.
    long[] own = function == CounterFunction.HOST_TYPE_WRITTEN ? own(vcpu) : inputs;
    seen.counter(function, counter == Arm64Machine.CYCLE, hasRun[vcpu], own);
  }

  @Override
  void stepped(int number) {
    Arm64Step taken = (Arm64Step) program.steps().get(number);
    boolean succeeds = trace.width(number) > 0 && trace.cell(number, 0) == 0;
    if (taken instanceof Arm64Step.Run && succeeds) {
      hasRun[taken.vcpu()] = true;
    } else if (taken instanceof Arm64Step.SetFilter && succeeds && current.length > 0) {
      filterSet();
    }
    step = number + 1;
  }

  private void filterSet() {
    for (int vcpu = 0; vcpu < program.machine().vcpus(); vcpu++) {
      for (int i = 0; i <= eventCounters(); i++) {
        boolean cycle = i == eventCounters();
        present(vcpu, cycle ? Arm64Machine.CYCLE : i);
        seen.filterSet(cycle, hasRun[vcpu], own(vcpu));
      }
    }
  }

  /** The inputs with the virtual CPU's registers as they are now. */
  private long[] own(int vcpu) {
    long[] own = current.clone();
    int at = vcpu * VcpuRegisters.SIZE;
    System.arraycopy(registers, at, own, StepInputs.BEFORE, VcpuRegisters.SIZE);
    return own;
  }
}
