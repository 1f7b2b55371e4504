package pmuoracle.oracle.prove.x86;

import java.util.Collection;
import pmuoracle.oracle.smt.Bool;

/** A claim about every step of every program, one counter at a time. */
public interface StepClaim {
  /** What is claimed of the step. */
  Bool holds(CounterStep step);

  /**
   * What is true of the counter before every step, and makes the claim inductive; with every
   * counter it is true of a new one.
   */
  default Bool kept(CounterView view) {
    return view.mediated().terms().bool(true);
  }

  /** All of them, at least one, as one claim. */
  static StepClaim all(Collection<StepClaim> claims) {
    return new StepClaim() {
      @Override
      public Bool holds(CounterStep step) {
        return claims.stream().map(c -> c.holds(step)).reduce(Bool::and).orElseThrow();
      }

      @Override
      public Bool kept(CounterView view) {
        return claims.stream().map(c -> c.kept(view)).reduce(Bool::and).orElseThrow();
      }
    };
  }
}
