package pmuoracle.oracle.prove;

import java.util.List;

/** What came of a claim. */
public sealed interface ClaimResult {

  /**
   * Every obligation has no counterexample.
   *
   * @param solvers who said so, in the order they were asked; those that gave up on an obligation
   *     are not among them
   * @param gaveUp what the others said instead, one line for each
   */
  record Proved(List<String> solvers, List<String> gaveUp) implements ClaimResult {}

  /**
   * There is a counterexample, and it was replayed.
   *
   * @param obligation what it contradicts
   */
  record Refuted(String obligation, Witness witness) implements ClaimResult {}

  /** Neither; a limit was reached. */
  record Inconclusive(String reason) implements ClaimResult {}

  /**
   * We are wrong: solvers disagree, a witness does not replay, assumptions contradict each other, a
   * false sibling holds.
   */
  record Broken(String reason) implements ClaimResult {}
}
