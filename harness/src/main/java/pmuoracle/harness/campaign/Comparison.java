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
  private boolean same;
  private long compared;
  private long unknown;

  /** Whether the traces are of the program and equal in every cell, unknown ones too. */
  boolean same(GuestProgram program, Trace predicted, Trace observed) {
    if (predicted.steps() != program.steps().size() || !predicted.equals(observed)) {
      return false;
    }
    differs = false;
    same = true;
    unknown = predicted.unknown();
    compared = predicted.cells() - unknown;
    return true;
  }

  /**
   * Whether the traces differ in a cell known to both, or in a fact. Both are of the program.
   *
   * @param facts whether both sides tell the same facts
   */
  boolean differs(GuestProgram program, Trace predicted, Trace observed, boolean facts) {
    differs = false;
    same = false;
    compared = 0;
    unknown = 0;
    int steps = program.steps().size();
    for (int s = 0; s < steps && !differs; s++) {
      compare(s, predicted, observed);
      if (facts && !differs) {
        compareFacts(s, predicted, observed);
      }
    }
    return differs;
  }

  private void compare(int s, Trace predicted, Trace observed) {
    int width = predicted.width(s);
    for (int p = 0; p < width; p++) {
      if (!predicted.isKnown(s, p) || !observed.isKnown(s, p)) {
        unknown++;
      } else {
        compared++;
        if (predicted.cell(s, p) != observed.cell(s, p)) {
          found(s, p);
          return;
        }
      }
    }
  }

  /** A fact's place is behind the step's cells. */
  private void compareFacts(int s, Trace predicted, Trace observed) {
    int facts = Math.min(predicted.facts(s), observed.facts(s));
    for (int f = 0; f < facts; f++) {
      compared++;
      if (predicted.fact(s, f) != observed.fact(s, f)) {
        found(s, predicted.width(s) + f);
        return;
      }
    }
  }

  private void found(int s, int p) {
    differs = true;
    step = s;
    place = p;
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

  /** Whether what one side does not know the other does not know either, in the whole program. */
  boolean isSame() {
    return same;
  }

  int step() {
    return step;
  }

  /** Among the step's cells, then its facts. */
  int place() {
    return place;
  }

  /** How many cells, and facts, both sides knew; up to the difference. */
  long compared() {
    return compared;
  }

  /** How many cells one side or both did not know; up to the difference. */
  long unknown() {
    return unknown;
  }

  /** How many of the step's cells were looked at. */
  int looked(int s, int width) {
    if (!differs || s < step) {
      return width;
    }
    return s == step ? Math.min(width, place + 1) : 0;
  }
}
