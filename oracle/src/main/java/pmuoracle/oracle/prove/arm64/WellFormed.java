package pmuoracle.oracle.prove.arm64;

import pmuoracle.oracle.encoding.arm64.CounterState;
import pmuoracle.oracle.encoding.arm64.RegisterTransitions;
import pmuoracle.oracle.encoding.arm64.VcpuRegisters;
import pmuoracle.oracle.smt.Bool;

/** What every state of every program is; the other inductions begin from it. */
final class WellFormed implements StepClaim {
  @Override
  public Bool holds(CounterStep step) {
    return step.anything();
  }

  @Override
  public Bool kept(CounterView view) {
    return is(view);
  }

  /**
   * True iff registers have no reserved bits and HPMN is at most the number of counters, what has
   * no perf event runs none, and before the virtual CPU has run all is as it was made but for type
   * registers.
   */
  static Bool is(CounterView view) {
    CounterState counter = view.counter();
    VcpuRegisters made =
        new RegisterTransitions(view.model(), view.setting().machine(), view.setting().filter())
            .initial()
            .next();
    Bool untouched =
        view.terms()
            .all(
                view.registers().are(made),
                counter.value().is(0),
                counter.enabled().not(),
                counter.overflowed().not(),
                counter.backing().exists().not());
    return view.terms()
        .all(
            view.registers().exist(view.model(), view.setting().machine()),
            counter.backing().running().implies(counter.backing().exists()),
            view.hasRun().or(untouched));
  }
}
