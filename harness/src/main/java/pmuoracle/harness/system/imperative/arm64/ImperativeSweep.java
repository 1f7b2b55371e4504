package pmuoracle.harness.system.imperative.arm64;

import java.util.BitSet;
import java.util.List;
import pmuoracle.spec.Errno;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;
import pmuoracle.spec.Sweep;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Questions;
import pmuoracle.spec.arm64.Arm64Step;

/** The installed filter asked about every event. */
public final class ImperativeSweep implements Sweep {
  private static final int EVENTS = new Arm64Questions().size();
  private static final int HALF = Integer.SIZE;

  private final long[] words = new long[EVENTS / Long.SIZE];
  private final InstalledFilter filter = new InstalledFilter();
  private final Lifecycle lifecycle;
  private final Acceptance acceptance;

  public ImperativeSweep(Arm64Model model) {
    lifecycle = new Lifecycle(model, filter);
    acceptance = new Acceptance(model, lifecycle, filter);
  }

  @Override
  public long[] install(Machine machine, List<? extends Step> requests) {
    Arm64Machine facts = (Arm64Machine) machine;
    filter.clear();
    lifecycle.start(facts);
    acceptance.start(facts);
    long[] errnos = new long[requests.size()];
    for (int i = 0; i < errnos.length; i++) {
      Arm64Step.SetFilter call = (Arm64Step.SetFilter) requests.get(i);
      Errno errno = acceptance.errno(facts, call);
      errnos[i] = errno.number();
      if (errno == Errno.OK) {
        filter.apply(acceptance.range(call.request()));
      }
    }
    return errnos;
  }

  @Override
  public void allowed(BitSet into) {
    for (int word = 0; word < words.length; word++) {
      int first = word * Long.SIZE;
      words[word] = filter.allowed32(first) | filter.allowed32(first + HALF) << HALF;
    }
    into.clear();
    into.or(BitSet.valueOf(words));
  }

  @Override
  public boolean allows(int question) {
    return filter.allows(question);
  }

  @Override
  public boolean isSettled() {
    return true;
  }
}
