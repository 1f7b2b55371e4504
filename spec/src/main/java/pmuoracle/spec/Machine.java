package pmuoracle.spec;

import java.util.List;
import java.util.Optional;

/** The fixed facts of one run: vendor or PMU version, counters, widths, virtual CPUs. */
public interface Machine {
  /** The largest number of virtual CPUs a program may have. */
  int MAX_VCPUS = 4;

  Architecture architecture();

  int vcpus();

  /** What is seen of each counter that may advance. */
  List<Observation> counts();

  /** What can be observed after the step, in the order of the trace's cells. */
  List<Observation> observations(Step step);

  /**
   * Why the step cannot happen on this machine (a counter it lacks, another architecture's step),
   * or empty.
   */
  default Optional<String> refusal(Step step) {
    return refusal(step, step.kind());
  }

  /** The same where the step's kind is known. */
  Optional<String> refusal(Step step, Enum<?> kind);
}
