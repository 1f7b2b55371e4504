package pmuoracle.oracle.x86;

import java.util.function.LongPredicate;
import pmuoracle.oracle.run.ProgramRun;
import pmuoracle.oracle.step.x86.CallFunction;
import pmuoracle.oracle.step.x86.CounterFunction;
import pmuoracle.oracle.step.x86.RegisterFunction;
import pmuoracle.oracle.step.x86.StepInputs;
import pmuoracle.oracle.step.x86.X86StepTable;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Trace;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;

/** What a program's run applies to its counters, but for what merely looks at them. */
public final class StepWatch extends ProgramRun<CallFunction, RegisterFunction, CounterFunction> {
  private final Seen seen;
  private final LongPredicate listed;

  /** Is told of each function before its result is looked at. */
  public interface Seen {
    /**
     * A function was applied to a counter.
     *
     * @param inputs as {@link StepInputs#terms}
     * @param listed what the filter lists
     */
    void applied(CounterFunction function, boolean fixed, long[] inputs, LongPredicate listed);
  }

  private StepWatch(CompiledX86 compiled, InstalledList installed, Seen seen) {
    super(new X86StepTable(compiled.model()), compiled.evaluation(installed));
    this.seen = seen;
    listed = installed.list();
  }

  public static StepWatch of(X86Model model, Seen seen) {
    CompiledX86 compiled = CompiledX86.of(model);
    return new StepWatch(compiled, new InstalledList(compiled), seen);
  }

  public void run(GuestProgram program) {
    run(program, new Trace());
  }

  @Override
  protected void counted(
      CounterFunction function, int vcpu, int counter, long[] inputs, long[] outputs) {
    boolean fixed = counter >= ((X86Machine) machine()).generalPurpose();
    if (CounterFunction.acting(fixed).contains(function)) {
      seen.applied(function, fixed, inputs, listed);
    }
  }
}
