package pmuoracle.oracle.arm64;

import java.util.BitSet;
import java.util.List;
import pmuoracle.oracle.encoding.arm64.MachineTerms;
import pmuoracle.oracle.encoding.arm64.VmState;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;
import pmuoracle.spec.Sweep;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Questions;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.FilterRequest;

/**
 * The compiled encoding asked about every event. A call says the same of all events between two
 * neighbouring edges of its range, which is proved; so it is asked about one event before its
 * range, one in it and one behind it.
 */
public final class Arm64Sweep implements Sweep {
  private static final int EVENTS = new Arm64Questions().size();

  private final CompiledEvaluation evaluation;
  private final long[] called = new long[CallInputs.SIZE];
  private final long[] out = new long[CallFunction.SIZE];
  private final BitSet allowed = new BitSet(EVENTS);

  public Arm64Sweep(Arm64Model model) {
    evaluation = new CompiledEvaluation(model);
  }

  @Override
  public long[] install(Machine machine, List<? extends Step> requests) {
    evaluation.begin();
    allowed.set(0, EVENTS);
    MachineTerms.write((Arm64Machine) machine, called, 0);
    evaluation.call(CallFunction.CREATION, called, out);
    System.arraycopy(out, 0, called, CallInputs.VM, VmState.SIZE);
    long[] errnos = new long[requests.size()];
    boolean first = true;
    for (int i = 0; i < errnos.length; i++) {
      FilterRequest request = ((Arm64Step.SetFilter) requests.get(i)).request();
      CallInputs.write(request, called);
      evaluation.call(CallFunction.FILTER, called, out);
      System.arraycopy(out, 0, called, CallInputs.VM, VmState.SIZE);
      errnos[i] = out[CallFunction.ERRNO];
      if (errnos[i] == 0) {
        ConcreteCalls calls = evaluation.accepted();
        if (first) {
          allowed.set(0, EVENTS, calls.byDefault(request));
          first = false;
        }
        int end = Math.min(EVENTS, request.base() + request.nevents());
        apply(request, 0, request.base());
        apply(request, request.base(), end);
        apply(request, end, EVENTS);
      }
    }
    return errnos;
  }

  /** Applies the call to a stretch of events without an edge of its range. */
  private void apply(FilterRequest call, int from, int to) {
    if (from < to) {
      ConcreteCalls calls = evaluation.accepted();
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
