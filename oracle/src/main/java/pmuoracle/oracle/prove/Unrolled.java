package pmuoracle.oracle.prove;

import java.util.function.Function;
import pmuoracle.oracle.smt.Assignment;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.spec.GuestProgram;

/** A claim about steps on every program of some length. */
public interface Unrolled {
  /**
   * Every program of one length about one counter.
   *
   * @param contradict whether there is such a program and its last step contradicts the claim
   * @param decode the program of an assignment for which it does
   */
  record Programs(Bool contradict, Function<Assignment, GuestProgram> decode) {}

  /** How many counters stand for all. */
  int counters();

  /**
   * Programs in which only the last step need not change anything.
   *
   * @param counter which of the counters, from 0
   * @param steps at least 1
   */
  Programs programs(Terms terms, int counter, int steps);

  /** What programs are left out, in words: "of one virtual CPU". */
  String scope();
}
