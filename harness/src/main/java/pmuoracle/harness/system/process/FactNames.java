package pmuoracle.harness.system.process;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.spec.Observation;

/**
 * What the facts are that a process tells after each step.
 *
 * @param ofCounters of each counter of the step's virtual CPU
 * @param ofMachine of the whole virtual machine
 */
record FactNames(List<String> ofCounters, List<String> ofMachine) {
  static final FactNames NONE = new FactNames(List.of(), List.of());

  FactNames {
    ofCounters = List.copyOf(ofCounters);
    ofMachine = List.copyOf(ofMachine);
  }

  boolean isEmpty() {
    return ofCounters.isEmpty() && ofMachine.isEmpty();
  }

  /** As the traces of a machine with these counters have them. */
  List<Observation> of(List<Observation> counters) {
    List<Observation> facts = new ArrayList<>();
    for (String name : ofCounters) {
      counters.forEach(counter -> facts.add(fact(counter.name() + " " + name)));
    }
    ofMachine.forEach(name -> facts.add(fact(name)));
    return facts;
  }

  private static Observation fact(String name) {
    return new Observation(Observation.Kind.FACT, name);
  }

  /** The most bytes that one step's facts take in a reply. */
  long mostBytes(int counters) {
    long masks = (long) ofCounters.size() + (ofMachine.isEmpty() ? 0 : 1);
    return 4 * masks + 8L * ((long) counters * ofCounters.size() + ofMachine.size());
  }
}
