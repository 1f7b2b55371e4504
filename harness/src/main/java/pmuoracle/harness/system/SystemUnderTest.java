package pmuoracle.harness.system;

import java.util.List;
import java.util.Optional;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Step;
import pmuoracle.spec.Trace;

/** What is judged. One instance serves one thread. */
public interface SystemUnderTest extends AutoCloseable {
  /** As on the command line: {@code imperative}, {@code defect:X09}. */
  String id();

  /** Why the system cannot be this machine, or empty. Also answered once it is closed. */
  default Optional<String> refusal(Machine machine) {
    return Optional.empty();
  }

  /** The same by the limits of fields, for drawing machines. Also answered once it is closed. */
  default MachineLimits limits() {
    return MachineLimits.of(this::refusal);
  }

  /**
   * Whether the system can do the step. Campaigns leave other steps out of their programs; in any
   * other program the outcomes from such a step on are unknown. Also answered once it is closed.
   */
  default boolean supports(Step step) {
    return true;
  }

  /**
   * Whether the system says that it can make observations of this kind after this kind of step. It
   * may still leave single ones unknown. Also answered once it is closed.
   */
  default boolean announces(Step step, Observation.Kind kind) {
    return true;
  }

  /**
   * The {@link Observation.Kind#FACT facts} that it can tell of this machine after each step, in
   * the order of a trace's facts; empty if it tells none. Facts of counters are those of the step's
   * virtual CPU. Also answered once it is closed.
   */
  default List<Observation> facts(Machine machine) {
    return List.of();
  }

  /** From now on the traces hold the facts: each step's, as far as the program was run. */
  default void tellFacts() {}

  /** What should be said of what it is and of what it cannot do or show, or empty. */
  default Optional<String> remark() {
    return Optional.empty();
  }

  /**
   * Runs the program from a fresh virtual machine and fills the cleared trace, one outcome per
   * step; what the system cannot observe is added as unknown. A {@link SystemFailed} says that it
   * gave no outcome.
   */
  void run(GuestProgram program, Trace into);

  /** How many programs it likes to be given at once; 1 if it gains nothing by more. */
  default int batch() {
    return 1;
  }

  /**
   * Runs each program as {@link #run} does, into the cleared trace at the same place; after a
   * failure what the traces hold is no outcome.
   */
  default void runAll(List<GuestProgram> programs, List<Trace> into) {
    for (int i = 0; i < programs.size(); i++) {
      run(programs.get(i), into.get(i));
    }
  }

  @Override
  default void close() {}
}
