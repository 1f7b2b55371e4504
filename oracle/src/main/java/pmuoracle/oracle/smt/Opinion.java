package pmuoracle.oracle.smt;

/** What the second solver says to a question, or why it says nothing. */
public sealed interface Opinion {
  /** No assignment makes the question's conditions true. */
  record Unsat() implements Opinion {}

  /** Some assignment makes them true; which one is not asked for. */
  record Sat() implements Opinion {}

  /** The solver gave up, most often at its limit of steps. */
  record Unknown(String reason) implements Opinion {}

  /** There is no second solver on this machine: nothing was asked, so nothing is confirmed. */
  record Unavailable(String reason) implements Opinion {}
}
