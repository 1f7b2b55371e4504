package pmuoracle.oracle.x86;

import java.util.function.LongPredicate;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Trace;
import pmuoracle.spec.x86.X86Model;

/** What a program's run applies to its counters. */
public final class StepWatch extends ProgramRun {
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

  private StepWatch(X86Model model, CompiledEvaluation evaluation, Seen seen) {
    super(model, evaluation);
    this.seen = seen;
    listed = evaluation.list();
  }

  public static StepWatch of(X86Model model, Seen seen) {
    return new StepWatch(model, new CompiledEvaluation(model), seen);
  }

  public void run(GuestProgram program) {
    run(program, new Trace());
  }

  @Override
  boolean mayEnterUnseen() {
    return false;
  }

  @Override
  void counted(CounterFunction function, int vcpu, int counter, long[] inputs, long[] outputs) {
    seen.applied(function, counter >= generalPurposeCounters(), inputs, listed);
  }
}
