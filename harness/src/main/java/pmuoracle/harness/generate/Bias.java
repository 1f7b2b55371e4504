package pmuoracle.harness.generate;

import java.util.List;

/**
 * Named settings of the generators, in shares of 1 unless said; the same names serve every
 * architecture.
 *
 * @param id the preset's name on the command line
 * @param sentence what it is for
 * @param maxSteps the longest program
 * @param hot how often an event comes from the program's small pool instead of anywhere
 * @param poolSize how many events the pool has
 * @param boundary how often a count or a range edge is a boundary value
 * @param junk how often a field gets a random bit it should not have
 * @param refused how often a request is made to be refused
 * @param longList how often a list is near the largest allowed
 * @param changeWhileCounting how often a filter is replaced after counters were programmed
 */
public record Bias(
    String id,
    String sentence,
    int maxSteps,
    double hot,
    int poolSize,
    double boundary,
    double junk,
    double refused,
    double longList,
    double changeWhileCounting) {

  public static final Bias WHOLE =
      new Bias(
          "whole",
          "whole programs of every step, filters changed while counting",
          24,
          0.85,
          4,
          0.2,
          0.15,
          0.1,
          0.01,
          0.5);
  public static final Bias SWEEP =
      new Bias(
          "sweep",
          "one filter, then every counter on events that collide with it",
          20,
          0.95,
          4,
          0.1,
          0.15,
          0.02,
          0.03,
          0);
  public static final Bias REQUESTS =
      new Bias(
          "requests",
          "requests only, valid and refused, at every boundary",
          6,
          0.5,
          4,
          0.5,
          0.4,
          0.5,
          0.1,
          0);

  /** The presets; a campaign without a choice draws one of them for each program. */
  public static final List<Bias> PRESETS = List.of(WHOLE, SWEEP, REQUESTS);
}
