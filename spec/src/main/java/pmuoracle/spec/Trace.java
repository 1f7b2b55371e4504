package pmuoracle.spec;

import java.util.Arrays;
import java.util.List;

/**
 * The outcomes of a program's steps: for each step, one cell per {@link Machine#observations
 * observation}.
 *
 * <p>A cell is unknown when a system cannot observe it or a model's sources do not settle it; an
 * unknown cell differs from nothing. Beside its cells a step can have <i>facts</i>: words that no
 * model predicts, so that only two systems that tell the same facts are compared by them. Mutable
 * and reusable, because campaigns fill millions; owned by one thread.
 */
public final class Trace {
  private long[] cells = new long[64];
  private boolean[] known = new boolean[64];
  private int[] ends = new int[16];
  private int size;
  private int unknown;
  private int steps;
  private boolean refused;
  private long[] facts = {};
  private int[] factStarts = {};
  private int factCount;

  /** Steps whose facts have a start: those up to the last one that has any. */
  private int factSteps;

  /** Forgets everything. */
  public void clear() {
    size = 0;
    unknown = 0;
    steps = 0;
    refused = false;
    factCount = 0;
    factSteps = 0;
  }

  /** The system cannot be the program's machine: it was not run, and every cell is unknown. */
  public void refuse() {
    refused = true;
  }

  /** Whether the system said that it cannot be the program's machine. */
  public boolean isRefused() {
    return refused;
  }

  /** Adds the next cell of the current step. */
  public void add(long cell) {
    add(cell, true);
  }

  /** Adds an unknown cell to the current step. */
  public void addUnknown() {
    add(0, false);
    unknown++;
  }

  private void add(long cell, boolean isKnown) {
    if (size == cells.length) {
      cells = Arrays.copyOf(cells, 2 * size);
      known = Arrays.copyOf(known, 2 * size);
    }
    known[size] = isKnown;
    cells[size++] = cell;
  }

  /** Adds the next fact of the current step. */
  public void addFact(long fact) {
    if (factStarts.length <= steps) {
      factStarts = Arrays.copyOf(factStarts, 2 * steps + 16);
    }
    while (factSteps <= steps) {
      factStarts[factSteps++] = factCount;
    }
    if (factCount == facts.length) {
      facts = Arrays.copyOf(facts, 2 * factCount + 64);
    }
    facts[factCount++] = fact;
  }

  /** How many facts the step has; 0 if its system tells none. */
  public int facts(int step) {
    if (step >= factSteps) {
      return 0;
    }
    int end = step + 1 < factSteps ? factStarts[step + 1] : factCount;
    return end - factStarts[step];
  }

  /** The step's fact at this place among the system's facts. */
  public long fact(int step, int place) {
    return facts[factStarts[step] + place];
  }

  /** Ends the current step, which may have no cells. */
  public void endStep() {
    if (steps == ends.length) {
      ends = Arrays.copyOf(ends, 2 * steps);
    }
    ends[steps++] = size;
  }

  /** How many steps have ended. */
  public int steps() {
    return steps;
  }

  /** How many cells the step has. */
  public int width(int step) {
    return ends[step] - start(step);
  }

  /** The step's cell at this place among its observations; 0 if unknown. */
  public long cell(int step, int place) {
    return cells[start(step) + place];
  }

  /** Whether the step's cell at this place was observed. */
  public boolean isKnown(int step, int place) {
    return known[start(step) + place];
  }

  /** How many cells the whole trace has. */
  public int cells() {
    return size;
  }

  /** How many cells of the whole trace are unknown. */
  public int unknown() {
    return unknown;
  }

  private int start(int step) {
    return step == 0 ? 0 : ends[step - 1];
  }

  /** The step's cells as {@code name value} pairs, for people. */
  public String show(int step, List<Observation> observations) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < width(step); i++) {
      line.append(i == 0 ? "" : ", ").append(observations.get(i).name()).append(' ');
      line.append(isKnown(step, i) ? observations.get(i).show(cell(step, i)) : "?");
    }
    return line.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Trace that
        && steps == that.steps
        && unknown == that.unknown
        && Arrays.equals(cells, 0, size, that.cells, 0, that.size)
        && (unknown == 0 || Arrays.equals(known, 0, size, that.known, 0, that.size))
        && Arrays.equals(ends, 0, steps, that.ends, 0, that.steps)
        && factCount == that.factCount
        && (factCount == 0 || sameFacts(that));
  }

  private boolean sameFacts(Trace that) {
    return Arrays.equals(facts, 0, factCount, that.facts, 0, factCount)
        && Arrays.equals(factStarts, 0, factSteps, that.factStarts, 0, that.factSteps);
  }

  @Override
  public int hashCode() {
    int hash = 0;
    for (int i = 0; i < size; i++) {
      hash = 31 * hash + Long.hashCode(cells[i]);
    }
    return hash;
  }
}
