package pmuoracle.harness.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Trace;

/**
 * Some programs that follow each other, and what the system observed when it was given all at once.
 * Reusable.
 */
final class Batch {
  private List<GuestProgram> programs = List.of();
  private final List<Trace> traces = new ArrayList<>();
  private long first;
  private Optional<Throwable> failure = Optional.empty();

  /** Runs the system on the programs, the first of which has this number. */
  void run(Observer observer, long number, List<GuestProgram> all) {
    first = number;
    programs = List.copyOf(all);
    while (traces.size() < programs.size()) {
      traces.add(new Trace());
    }
    List<Trace> used = traces.subList(0, programs.size());
    used.forEach(Trace::clear);
    try {
      failure = Optional.empty();
      observer.runAll(programs, used);
    } catch (Judge.NoOutcome none) {
      failure = Optional.of(none.reason());
    }
  }

  GuestProgram program(long index) {
    return programs.get((int) (index - first));
  }

  /**
   * What the system observed of the program of this number; if it failed on the batch, the program
   * is run again by itself.
   */
  Trace observed(long index, Observer observer) throws Judge.NoOutcome {
    Trace trace = traces.get((int) (index - first));
    if (failure.isPresent()) {
      trace.clear();
      observer.run(program(index), trace);
    }
    return trace;
  }

  /** The failure of one of its programs that was run by itself. */
  SystemFailure failed(long index, Judge.NoOutcome alone) {
    return new SystemFailure(
        index,
        program(index),
        program(index),
        alone.reason(),
        failure.map(cause -> new SystemFailure.Batch(first, programs.size(), cause, true)));
  }

  /** After every program was run by itself: the failure of all at once, if there was one. */
  Optional<SystemFailure> unexplained() {
    return failure.map(
        cause ->
            new SystemFailure(
                first,
                program(first),
                program(first),
                cause,
                Optional.of(new SystemFailure.Batch(first, programs.size(), cause, false))));
  }

  /** The same where a failure ends everything. */
  void requireExplained() throws Judge.NoOutcome {
    if (failure.isPresent()) {
      throw new Judge.NoOutcome(failure.get());
    }
  }
}
