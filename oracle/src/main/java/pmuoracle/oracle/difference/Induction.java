package pmuoracle.oracle.difference;

import java.util.List;
import java.util.function.Supplier;
import pmuoracle.oracle.smt.Terms;

/**
 * A proof by induction that two models observe the same, for every counter of a kind in programs of
 * every length.
 */
public interface Induction {
  /** The strongest coupling: every component equal, every fact. */
  Coupling strongest();

  /** Every kind of step from states coupled like that, and the beginning; each made when asked. */
  List<Supplier<CoupledStep>> transitions(Terms terms, Coupling coupling);
}
