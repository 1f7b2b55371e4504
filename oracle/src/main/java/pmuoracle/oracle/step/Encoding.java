package pmuoracle.oracle.step;

import java.util.List;
import java.util.Set;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;

/**
 * The functions that plans of one model name, from terms to terms; both are laid out as {@link
 * Layout} says.
 *
 * @param <C> the functions of calls
 * @param <R> the functions of registers
 * @param <F> the functions of counters
 * @param <Q> what an accepted filter says of events
 */
public interface Encoding<C, R, F, Q> {
  /** What a filter nothing is known of says, and the predicates it is told by. */
  record Asked<Q>(Q filter, List<Terms.Predicate> predicates) {
    public Asked {
      predicates = List.copyOf(predicates);
    }
  }

  Layout layout();

  Set<C> calls();

  Set<R> registers();

  /** Those of special counters, or those of the others. */
  Set<F> counters(boolean isSpecial);

  /** A variable for each input of functions of registers and counters. */
  List<Term> variables(Terms terms);

  /** The same of calls. */
  List<Term> callVariables(Terms terms);

  Asked<Q> asked(Terms terms);

  /** The first where the condition holds, else the second. */
  Q choose(Bool condition, Q then, Q otherwise);

  List<Term> call(C function, List<Term> inputs);

  List<Term> registers(R function, List<Term> inputs, Q filter);

  List<Term> counter(F function, boolean isSpecial, List<Term> inputs, Q filter);

  /** Whether the function leaves the counter as it is and says nothing; false is never wrong. */
  default Bool idle(F function, List<Term> inputs) {
    return inputs.get(0).terms().bool(false);
  }
}
