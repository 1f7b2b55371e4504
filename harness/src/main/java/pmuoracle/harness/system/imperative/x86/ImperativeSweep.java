package pmuoracle.harness.system.imperative.x86;

import java.util.BitSet;
import java.util.List;
import pmuoracle.spec.Errno;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;
import pmuoracle.spec.Sweep;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Questions;
import pmuoracle.spec.x86.X86Step;

/** The installed filter asked about every event, one after the other. */
public final class ImperativeSweep implements Sweep {
  private final Acceptance acceptance;
  private final InstalledFilter filter;

  private X86Questions questions = new X86Questions(Vendor.INTEL);

  public ImperativeSweep(X86Model model) {
    acceptance = new Acceptance(model);
    filter = new InstalledFilter(model);
  }

  @Override
  public long[] install(Machine machine, List<? extends Step> requests) {
    X86Machine facts = (X86Machine) machine;
    questions = new X86Questions(facts.vendor());
    filter.clear(facts.vendor());
    long[] errnos = new long[requests.size()];
    for (int i = 0; i < errnos.length; i++) {
      FilterRequest request = ((X86Step.SetFilter) requests.get(i)).request();
      Errno errno = acceptance.errno(facts, request);
      errnos[i] = errno.number();
      if (errno == Errno.OK) {
        filter.install(acceptance.filter(facts, request));
      }
    }
    return errnos;
  }

  @Override
  public void allowed(BitSet into) {
    long[] words = new long[questions.size() / Long.SIZE + 1];
    for (int first = 0; first < questions.events(); first += Long.SIZE) {
      words[first / Long.SIZE] = askedFrom(first);
    }
    for (int question = questions.events(); question < questions.size(); question++) {
      words[question / Long.SIZE] |= (allows(question) ? 1L : 0) << question;
    }
    into.clear();
    into.or(BitSet.valueOf(words));
  }

  /** The answers about 64 events. */
  private long askedFrom(int first) {
    long answers = 0;
    for (int i = 0; i < Long.SIZE; i++) {
      long eventSelect = X86Questions.eventSelect(first + i);
      answers |= (filter.allowsEvent(eventSelect) ? 1L : 0) << i;
    }
    return answers;
  }

  @Override
  public boolean allows(int question) {
    return question < questions.events()
        ? filter.allowsEvent(X86Questions.eventSelect(question))
        : filter.allowsFixed(question - questions.events());
  }

  @Override
  public boolean isSettled() {
    return filter.isSettled();
  }
}
