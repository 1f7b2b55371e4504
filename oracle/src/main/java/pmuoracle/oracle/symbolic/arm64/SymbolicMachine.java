package pmuoracle.oracle.symbolic.arm64;

import pmuoracle.oracle.encoding.arm64.MachineTerms;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.symbolic.FormTerms;
import pmuoracle.spec.arm64.Arm64Forms;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Machine.Irqchip;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Model.EventSpace;

/**
 * A machine with one or two virtual CPUs of which nothing else is known.
 *
 * @param second whether there are two
 */
public record SymbolicMachine(MachineTerms facts, Bool second) {
  /** A machine nothing is known of. */
  public static SymbolicMachine variables(Terms terms) {
    return new SymbolicMachine(MachineTerms.variables(terms), terms.variable("second-vcpu"));
  }

  /** True iff some machine is so. */
  public Bool exists() {
    return facts.exists();
  }

  /** True iff the model says something about it; see {@link Arm64Model#refusal}. */
  public Bool isOf(Arm64Model model) {
    Terms terms = facts.world();
    boolean host = model.eventSpace() == EventSpace.HOST;
    return terms.all(
        facts.nested().implies(terms.bool(model.nested())),
        facts.strict().implies(terms.bool(model.strict())),
        facts.vmVersion().below(6).or(terms.bool(model.longCounters())),
        terms.bool(!host).or(facts.hostVersion().atMost(7).and(facts.impdefTraps().not())));
  }

  /** The facts as the machine's form has them. */
  FormTerms<Arm64Machine> fields() {
    return FormTerms.of(
        Arm64Forms.MACHINE,
        facts.hostVersion(),
        facts.impdefTraps(),
        facts.vmVersion(),
        facts.counters(),
        facts.hardwareEl3(),
        facts.guestEl3(),
        facts.nested(),
        facts.pmu(),
        facts.strict(),
        facts
            .irqchip()
            .choose(
                facts.irqchipReady().choose(word(Irqchip.READY), word(Irqchip.UNINITIALISED)),
                word(Irqchip.NONE)),
        facts.pmus(),
        facts.fineGrainedTraps(),
        facts.ceid0(),
        facts.ceid1(),
        second.choose(facts.world().word(3, 2), facts.world().word(3, 1)));
  }

  @SuppressWarnings("EnumOrdinal")
  private Word word(Irqchip irqchip) {
    return facts.world().word(2, irqchip.ordinal());
  }
}
