package pmuoracle.oracle.difference;

import java.util.List;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.spec.Model;

/** Two models of one architecture that are to be compared, in what both can show. */
public interface Pair {
  Model one();

  Model other();

  /** How many counters stand for all. */
  int counters();

  /** Both models on every program of this length about one of the counters, from 0. */
  Unrolling unrolling(Terms terms, int counter, int steps);

  /** One for each kind of counter. */
  List<Induction> inductions();

  /** What programs an equivalence is about, in one sentence without a full stop. */
  String provedScope();

  /** What programs {@link #unrolling} leaves out, in one sentence without a full stop. */
  String searchedScope();
}
