package pmuoracle.harness.generate;

import java.util.List;

/**
 * Named settings of the generators, in shares of 1 unless said; the same names serve every
 * architecture.
 *
 * @param id the preset's name on the command line
 * @param sentence what it is for
 * @param shape the order in which steps come
 * @param maxSteps about how long the longest program is; what a shape must add at the end is beside
 *     it
 * @param programmed how often a program begins by letting counters count
 * @param hot how often an event comes from the program's small pool instead of anywhere
 * @param poolSize how many events the pool has
 * @param neighbour how often an event of the pool is another one with few bits changed
 * @param boundary how often a count or a range edge is a boundary value
 * @param junk how often a field gets a random bit it should not have
 * @param refused how often a request is made to be refused
 * @param longList how often a list is near the largest allowed
 * @param changeWhileCounting how often a filter is replaced after counters were programmed
 * @param look how often a step that changes something is followed by one that looks at it
 * @param epilogue how often a program ends by reading everything
 */
public record Bias(
    String id,
    String sentence,
    Shape shape,
    int maxSteps,
    double programmed,
    double hot,
    int poolSize,
    double neighbour,
    double boundary,
    double junk,
    double refused,
    double longList,
    double changeWhileCounting,
    double look,
    double epilogue) {

  /** The order in which steps come. */
  public enum Shape {
    /** Any step at any place, after a start that lets something count. */
    WHOLE,
    /** A filter, then every counter programmed, then events. */
    SWEEP,
    /** Requests and nothing else. */
    REQUESTS,
    /** A filter, one counter programmed, one event, on the smallest machines. */
    SHORT
  }

  public static final Bias WHOLE =
      new Bias(
          "whole",
          "whole programs of every step, filters changed while counting",
          Shape.WHOLE,
          22,
          0.92,
          0.85,
          4,
          0.5,
          0.2,
          0.15,
          0.1,
          0.003,
          0.5,
          0.35,
          0.4);
  public static final Bias SWEEP =
      new Bias(
          "sweep",
          "one filter, then every counter on events that collide with it",
          Shape.SWEEP,
          20,
          1,
          0.95,
          5,
          0.6,
          0.1,
          0.15,
          0.02,
          0.01,
          0,
          0,
          0.35);
  public static final Bias REQUESTS =
      new Bias(
          "requests",
          "requests only, valid and refused, at every boundary",
          Shape.REQUESTS,
          6,
          0,
          0.5,
          4,
          0.4,
          0.5,
          0.4,
          0.5,
          0.02,
          0,
          0,
          0);

  public static final Bias SHORT =
      new Bias(
          "short",
          "the shortest programs that ask a filter: one counter, one event; for speed",
          Shape.SHORT,
          4,
          1,
          0.95,
          2,
          0.6,
          0.05,
          0.05,
          0.02,
          0,
          0,
          0,
          0);

  /** The presets. */
  public static final List<Bias> PRESETS = List.of(WHOLE, SWEEP, REQUESTS, SHORT);

  /** A campaign without a choice draws one of these for each program: whole programs find most. */
  public static final List<Bias> USUAL = List.of(WHOLE, WHOLE, WHOLE, SWEEP, SWEEP, REQUESTS);
}
