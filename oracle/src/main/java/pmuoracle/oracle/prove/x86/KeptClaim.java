package pmuoracle.oracle.prove.x86;

import java.util.function.Function;
import pmuoracle.oracle.smt.Bool;

/** A claim about steps together with what makes it inductive. */
record KeptClaim(Function<CounterStep, Bool> claimed, Function<CounterView, Bool> strengthening)
    implements StepClaim {
  static StepClaim of(
      Function<CounterStep, Bool> claimed, Function<CounterView, Bool> strengthening) {
    return new KeptClaim(claimed, strengthening);
  }

  @Override
  public Bool holds(CounterStep step) {
    return claimed.apply(step);
  }

  @Override
  public Bool kept(CounterView view) {
    return strengthening.apply(view);
  }
}
