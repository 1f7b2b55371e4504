package pmuoracle.oracle.smt;

/** What the solver says to a question. */
public sealed interface Answer {
  /** No assignment makes the question's conditions true. */
  record Unsat() implements Answer {}

  /** This assignment makes them true. */
  record Sat(Assignment assignment) implements Answer {}

  /** The solver gave up, most often at its limit of steps. */
  record Unknown(String reason) implements Answer {}
}
