package pmuoracle.oracle.arm64;

import java.util.BitSet;
import java.util.List;
import pmuoracle.oracle.encoding.arm64.FilterRange;
import pmuoracle.oracle.run.CompiledEvaluation;
import pmuoracle.oracle.step.Layout;
import pmuoracle.oracle.step.StepWords;
import pmuoracle.oracle.step.arm64.Arm64Encoding;
import pmuoracle.oracle.step.arm64.Arm64StepTable;
import pmuoracle.oracle.step.arm64.CallFunction;
import pmuoracle.oracle.step.arm64.CounterFunction;
import pmuoracle.oracle.step.arm64.RegisterFunction;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;
import pmuoracle.spec.Sweep;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Questions;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.EventRange;

/**
 * The compiled encoding asked about every event. A call says the same of all events between two
 * neighbouring edges of its range, which is proved; so it is asked about one event before its
 * range, one in it and one behind it.
 */
public final class Arm64Sweep implements Sweep {
  private static final int EVENTS = new Arm64Questions().size();

  private static final Layout LAYOUT = Arm64Encoding.LAYOUT;

  private final Arm64StepTable table;
  private final ConcreteCalls calls;
  private final CompiledEvaluation<CallFunction, RegisterFunction, CounterFunction> evaluation;
  private final StepWords words = new StepWords(LAYOUT);
  private final long[] called = words.called();
  private final long[] out = new long[LAYOUT.outputs()];
  private final BitSet allowed = new BitSet(EVENTS);

  public Arm64Sweep(Arm64Model model) {
    table = new Arm64StepTable(model);
    CompiledArm64 compiled = CompiledArm64.of(model);
    calls = new ConcreteCalls(compiled);
    evaluation = compiled.evaluation(calls);
  }

  @Override
  public long[] install(Machine machine, List<? extends Step> requests) {
    evaluation.begin(machine);
    allowed.set(0, EVENTS);
    table.write(machine, called);
    evaluation.call(CallFunction.CREATION, called, out);
    System.arraycopy(out, 0, called, LAYOUT.machine(), LAYOUT.vm());
    long[] errnos = new long[requests.size()];
    boolean first = true;
    for (int i = 0; i < errnos.length; i++) {
      EventRange range = FilterRange.said(((Arm64Step.SetFilter) requests.get(i)).request());
      table.read(requests.get(i), machine, words);
      evaluation.call(CallFunction.FILTER, called, out);
      System.arraycopy(out, 0, called, LAYOUT.machine(), LAYOUT.vm());
      errnos[i] = out[LAYOUT.errno()];
      if (errnos[i] == 0) {
        if (first) {
          allowed.set(0, EVENTS, calls.byDefault(range));
          first = false;
        }
        int end = Math.min(EVENTS, range.base() + range.nevents());
        apply(range, 0, range.base());
        apply(range, range.base(), end);
        apply(range, end, EVENTS);
      }
    }
    return errnos;
  }

  /** Applies the call to a stretch of events without an edge of its range. */
  private void apply(EventRange call, int from, int to) {
    if (from < to) {
      boolean ofDenied = calls.decides(call, from, false);
      boolean ofAllowed = calls.decides(call, from, true);
      if (ofDenied == ofAllowed) {
        allowed.set(from, to, ofAllowed);
      } else if (ofDenied) {
        allowed.flip(from, to);
      }
    }
  }

  @Override
  public void allowed(BitSet into) {
    into.clear();
    into.or(allowed);
  }

  @Override
  public boolean allows(int question) {
    return allowed.get(question);
  }

  @Override
  public boolean isSettled() {
    return true;
  }
}
