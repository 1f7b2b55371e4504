package pmuoracle.oracle.symbolic;

import java.util.List;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;

/**
 * A function of registers or of the counter in one symbolic step.
 *
 * @param when whether it is applied; of registers, and there is no fault
 * @param inputs what it reads, with the registers after the step
 * @param filter what the filter says
 */
public record Applied<Q>(Bool when, Object function, List<Term> inputs, Q filter) {
  public Applied {
    inputs = List.copyOf(inputs);
  }

  /** The same, applied only if this holds too. */
  Applied<Q> given(Bool condition) {
    return new Applied<>(condition.and(when), function, inputs, filter);
  }
}
