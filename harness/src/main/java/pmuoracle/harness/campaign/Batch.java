package pmuoracle.harness.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Trace;

/**
 * Some of a campaign's programs that follow each other, and what the system observed when it was
 * given all at once. Reusable.
 */
final class Batch {
  private final List<GuestProgram> programs = new ArrayList<>();
  private final List<Trace> traces = new ArrayList<>();
  private long first;
  private Optional<Throwable> failure = Optional.empty();

  /**
   * Makes the programs of the numbers from {@code from} to below {@code end} and runs the system.
   */
  void run(Contest contest, Judge judge, long seed, long from, long end) {
    first = from;
    programs.clear();
    for (long index = from; index < end; index++) {
      programs.add(Campaign.program(contest, seed, index));
    }
    while (traces.size() < programs.size()) {
      traces.add(new Trace());
    }
    List<Trace> used = traces.subList(0, programs.size());
    used.forEach(Trace::clear);
    try {
      failure = Optional.empty();
      judge.runAll(programs, used);
    } catch (Judge.NoOutcome none) {
      failure = Optional.of(none.reason());
    }
  }

  GuestProgram program(long index) {
    return programs.get((int) (index - first));
  }

  /**
   * Whether the program of this number differs; if the system failed on the batch, it is run again
   * by itself.
   */
  boolean differs(long index, Judge judge) throws Judge.NoOutcome {
    GuestProgram program = program(index);
    return failure.isPresent()
        ? judge.differs(program)
        : judge.differs(program, traces.get((int) (index - first)));
  }

  /** The failure of one of its programs that was run by itself. */
  SystemFailure failed(long index, Judge.NoOutcome alone) {
    return new SystemFailure(
        index,
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
                cause,
                Optional.of(new SystemFailure.Batch(first, programs.size(), cause, false))));
  }
}
