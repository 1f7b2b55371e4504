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
 * neighbouring edges of ranges, which is proved; so only one event of each such stretch is put to
 * the calls.
 */
public final class Arm64Sweep implements Sweep {
  private static final int EVENTS = new Arm64Questions().size();

  private final CompiledEvaluation evaluation;
  private final long[] called = new long[CallInputs.SIZE];
  private final long[] out = new long[CallFunction.SIZE];
  private final BitSet edges = new BitSet(EVENTS);
  private final BitSet all = new BitSet(EVENTS);
  private boolean isAsked;

  public Arm64Sweep(Arm64Model model) {
    evaluation = new CompiledEvaluation(model);
  }

  @Override
  public long[] install(Machine machine, List<? extends Step> requests) {
    evaluation.begin();
    isAsked = false;
    MachineTerms.write((Arm64Machine) machine, called, 0);
    evaluation.call(CallFunction.CREATION, called, out);
    System.arraycopy(out, 0, called, CallInputs.VM, VmState.SIZE);
    long[] errnos = new long[requests.size()];
    for (int i = 0; i < errnos.length; i++) {
      FilterRequest request = ((Arm64Step.SetFilter) requests.get(i)).request();
      CallInputs.write(request, called);
      evaluation.call(CallFunction.FILTER, called, out);
      System.arraycopy(out, 0, called, CallInputs.VM, VmState.SIZE);
      errnos[i] = out[CallFunction.ERRNO];
      if (errnos[i] == 0) {
        evaluation.install(request);
      }
    }
    return errnos;
  }

  @Override
  public void allowed(BitSet into) {
    edges.clear();
    edges.set(0);
    for (FilterRequest call : evaluation.accepted().calls()) {
      edges.set(call.base());
      edges.set(Math.min(EVENTS, call.base() + call.nevents()));
    }
    into.clear();
    for (int from = 0; from < EVENTS; ) {
      int next = edges.nextSetBit(from + 1);
      int to = next < 0 ? EVENTS : next;
      into.set(from, to, evaluation.accepted().isAllowed(from));
      from = to;
    }
  }

  @Override
  public boolean allows(int question) {
    if (!isAsked) {
      allowed(all);
      isAsked = true;
    }
    return all.get(question);
  }

  @Override
  public boolean isSettled() {
    return true;
  }
}
