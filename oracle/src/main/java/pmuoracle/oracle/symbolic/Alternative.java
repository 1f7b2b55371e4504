package pmuoracle.oracle.symbolic;

import java.util.List;
import java.util.function.Function;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.step.Plan;

/**
 * One thing that a symbolic step can be.
 *
 * @param when whether it is
 * @param operands of functions of registers and counters
 * @param callOperands of a call
 * @param isOther whether the second virtual CPU takes it
 * @param installed what the filter says after a call that succeeded
 */
public record Alternative<C, R, F, Q>(
    Bool when,
    Plan<C, R, F> plan,
    List<Term> operands,
    List<Term> callOperands,
    Bool isOther,
    Function<State<Q>, Q> installed) {
  public Alternative {
    operands = List.copyOf(operands);
    callOperands = List.copyOf(callOperands);
  }
}
