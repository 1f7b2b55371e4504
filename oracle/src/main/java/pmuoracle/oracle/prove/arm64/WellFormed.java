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
  public Bool kept(Moment moment) {
    return is(moment);
  }

  /**
   * True iff registers have no reserved bits and HPMN is at most the number of counters, what has
   * no perf event runs none, and before the virtual CPU has run all is as it was made but for type
   * registers.
   */
  static Bool is(Moment moment) {
    CounterState counter = moment.counter();
    VcpuRegisters made =
        new RegisterTransitions(
                moment.model(), moment.setting().machine(), moment.setting().filter())
            .initial()
            .next();
    Bool untouched =
        moment
            .terms()
            .all(
                moment.registers().are(made),
                counter.value().is(0),
                counter.enabled().not(),
                counter.overflowed().not(),
                counter.backing().exists().not());
    return moment
        .terms()
        .all(
            moment.registers().exist(moment.model(), moment.setting().machine()),
            counter.backing().running().implies(counter.backing().exists()),
            moment.hasRun().or(untouched));
  }
}
