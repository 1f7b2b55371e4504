package pmuoracle.harness.campaign;

import java.util.Optional;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Steps;
import pmuoracle.spec.Trace;

/** The first difference of two traces of one program, and how much of them could be compared. */
final class Comparison {
  private int step;
  private int place;
  private boolean differs;
  private long compared;
  private long unobserved;
  private long unsettled;

  /** Whether the traces are of the program and equal in every cell, unknown ones too. */
  boolean same(GuestProgram program, Trace predicted, Trace observed) {
    if (predicted.steps() != program.steps().size() || !predicted.equals(observed)) {
      return false;
    }
    differs = false;
    unobserved = 0;
    unsettled = predicted.unknown();
    compared = predicted.cells() - unsettled;
    return true;
  }

  /** Whether the traces differ in a cell known to both. Both are of the program. */
  boolean differs(GuestProgram program, Trace predicted, Trace observed) {
    differs = false;
    compared = 0;
    unobserved = 0;
    unsettled = 0;
    int steps = program.steps().size();
    for (int s = 0; s < steps && !differs; s++) {
      compare(s, predicted, observed);
    }
    return differs;
  }

  private void compare(int s, Trace predicted, Trace observed) {
    int width = predicted.width(s);
    for (int p = 0; p < width; p++) {
      if (!predicted.isKnown(s, p)) {
        unsettled++;
      } else if (!observed.isKnown(s, p)) {
        unobserved++;
      } else {
        compared++;
        if (predicted.cell(s, p) != observed.cell(s, p)) {
          differs = true;
          step = s;
          place = p;
          return;
        }
      }
    }
  }

  /** Whether both have an outcome for each step, as wide as the other's. */
  static boolean alike(GuestProgram program, Trace predicted, Trace observed) {
    int steps = program.steps().size();
    boolean alike = predicted.steps() == steps && observed.steps() == steps;
    for (int i = 0; i < steps && alike; i++) {
      alike = predicted.width(i) == observed.width(i);
    }
    return alike;
  }

  /** Why the trace is not one of this program, or empty. */
  static Optional<String> misfit(GuestProgram program, Trace trace) {
    Steps steps = program.steps();
    if (trace.steps() != steps.size()) {
      return Optional.of(trace.steps() + " outcomes for " + steps.size() + " steps");
    }
    for (int i = 0; i < steps.size(); i++) {
      int expected = program.machine().observations(steps.get(i)).size();
      if (trace.width(i) != expected) {
        return Optional.of(
            "step %d has %d cells; expected %d".formatted(i + 1, trace.width(i), expected));
      }
    }
    return Optional.empty();
  }

  int step() {
    return step;
  }

  int place() {
    return place;
  }

  long compared() {
    return compared;
  }

  long unobserved() {
    return unobserved;
  }

  long unsettled() {
    return unsettled;
  }
}
