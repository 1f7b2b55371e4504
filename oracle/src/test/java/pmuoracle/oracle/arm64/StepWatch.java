package pmuoracle.oracle.arm64;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;
import pmuoracle.oracle.run.ProgramRun;
import pmuoracle.oracle.step.arm64.Arm64StepTable;
import pmuoracle.oracle.step.arm64.CallFunction;
import pmuoracle.oracle.step.arm64.CounterFunction;
import pmuoracle.oracle.step.arm64.RegisterFunction;
import pmuoracle.oracle.step.arm64.StepInputs;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Trace;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Step;

/** What a program's run applies to its counters. */
public final class StepWatch extends ProgramRun<CallFunction, RegisterFunction, CounterFunction> {
  /** Is told of each function; inputs are as {@link StepInputs#terms}. */
  public interface Seen {
    /** A function is applied to the counter. */
    void counter(CounterFunction function, boolean cycle, boolean hasRun, long[] inputs);

    /** A function is applied to the registers of the counter's virtual CPU. */
    void registers(RegisterFunction function, boolean cycle, boolean hasRun, long[] inputs);

    /** A filter was set; the counter is as before. */
    void filterSet(boolean cycle, boolean hasRun, long[] inputs);
  }

  private final ConcreteCalls accepted;
  private final Seen seen;
  private final Trace trace = new Trace();
  private final boolean[] hasRun = new boolean[Machine.MAX_VCPUS];
  private GuestProgram program = new GuestProgram(Arm64Machine.plain(false), List.of());

  /** Where the run keeps its inputs; empty before it has told of them. */
  private long[] current = {};

  private StepWatch(Arm64Model model, CompiledArm64 compiled, ConcreteCalls accepted, Seen seen) {
    super(new Arm64StepTable(model), compiled.evaluation(accepted));
    this.accepted = accepted;
    this.seen = seen;
  }

  public static StepWatch of(Arm64Model model, Seen seen) {
    CompiledArm64 compiled = CompiledArm64.of(model);
    return new StepWatch(model, compiled, new ConcreteCalls(compiled), seen);
  }

  /** What the filter allows, and what its ranges contain. */
  public LongPredicate[] filter() {
    return accepted.asked(2);
  }

  public void run(GuestProgram next) {
    program = next;
    current = new long[0];
    Arrays.fill(hasRun, false);
    trace.clear();
    run(next, trace);
  }

  @Override
  protected void changed(RegisterFunction function, int vcpu, long[] inputs) {
    current = inputs;
    for (int i = 0; i < places(); i++) {
      present(vcpu, i);
      seen.registers(function, i == places() - 1, hasRun[vcpu], inputs);
    }
  }

  @Override
  protected void counted(
      CounterFunction function, int vcpu, int counter, long[] inputs, long[] outputs) {
    current = inputs;
    seen.counter(function, counter == places() - 1, hasRun[vcpu], inputs);
  }

  @Override
  protected void stepped(int number) {
    Arm64Step taken = (Arm64Step) program.steps().get(number);
    boolean succeeds =
        trace.width(number) > 0 && trace.isKnown(number, 0) && trace.cell(number, 0) == 0;
    if (taken instanceof Arm64Step.Run && succeeds) {
      hasRun[taken.vcpu()] = true;
    } else if (taken instanceof Arm64Step.SetFilter && succeeds && current.length > 0) {
      filterSet();
    }
  }

  private void filterSet() {
    for (int vcpu = 0; vcpu < program.machine().vcpus(); vcpu++) {
      presentRegisters(vcpu);
      for (int i = 0; i < places(); i++) {
        present(vcpu, i);
        seen.filterSet(i == places() - 1, hasRun[vcpu], current);
      }
    }
  }
}
