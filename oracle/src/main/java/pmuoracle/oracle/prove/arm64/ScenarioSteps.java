package pmuoracle.oracle.prove.arm64;

import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.step.arm64.Action;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.Pmcr;
import pmuoracle.spec.arm64.Register;
import pmuoracle.spec.arm64.Register.Kind;

/** What several scenarios do. */
final class ScenarioSteps {
  private ScenarioSteps() {}

  /** The counter gets this type, 64 bits, and its enable bit. */
  static void program(Scenario scenario, Word type, boolean cycle) {
    Word index = scenario.setting().index();
    scenario.then(
        Action.WRITE_TYPE,
        type,
        v ->
            new Arm64Step.Write(
                0,
                cycle ? Register.of(Kind.PMCCFILTR) : Register.type((int) v.value(index)),
                v.value(type)));
    Word bit =
        cycle
            ? scenario.terms().word(64, 1L << Arm64Machine.CYCLE)
            : scenario.terms().word(64, 1).shiftLeft(index);
    scenario.then(
        Action.WRITE_ENABLES_SET,
        bit,
        v -> new Arm64Step.Write(0, Register.of(Kind.PMCNTENSET), v.value(bit)));
  }

  /** PMCR.E is set. */
  static void switchOn(Scenario scenario) {
    Terms terms = scenario.terms();
    scenario.then(
        Action.WRITE_PMCR,
        terms.word(64, Pmcr.E),
        v -> new Arm64Step.Write(0, Register.of(Kind.PMCR), Pmcr.E));
  }

  /** The hardware event occurs once; by how much the counter advances, 64 bits. */
  static Word retire(Scenario scenario, Word event) {
    return scenario.seen(
        Action.RETIRE, event.zeroExtend(64), v -> new Arm64Step.Retire(0, (int) v.value(event), 1));
  }

  /** The guest writes this to PMSWINC_EL0; by how much the counter advances, 64 bits. */
  static Word increment(Scenario scenario, Word mask) {
    return scenario.seen(Action.SW_INCR, mask, v -> new Arm64Step.SwIncr(0, v.value(mask)));
  }

  /** PMCEID0, or PMCEID1; 64 bits. */
  static Word advertised(Scenario scenario, boolean second) {
    return scenario.read(
        second ? Action.READ_ADVERTISED_1 : Action.READ_ADVERTISED_0,
        v -> new Arm64Step.Read(0, Register.of(second ? Kind.PMCEID1 : Kind.PMCEID0)));
  }
}
