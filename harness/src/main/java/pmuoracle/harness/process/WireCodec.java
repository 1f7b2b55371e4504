package pmuoracle.harness.process;

import java.util.List;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Step;

/** One architecture's machines and steps as the process protocol has them. */
public interface WireCodec {
  Architecture architecture();

  /** The architecture's number in the hello. */
  int number();

  /** The names of a machine's fields, in their order. */
  List<String> fields();

  /** The names of the steps; a step's place is its kind. */
  List<String> verbs();

  /** A machine's fields, each a word. */
  long[] words(Machine machine);

  /** The counts of the machine's counters, in the order of the protocol. */
  List<Observation> counts(Machine machine);

  /** The step's kind. */
  int kind(Step step);

  /** Adds the words of the step's body. */
  void putBody(Step step, WireBytes into);
}
