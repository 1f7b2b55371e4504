package pmuoracle.oracle.symbolic.arm64;

import java.util.List;
import pmuoracle.oracle.encoding.arm64.MachineTerms;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Valuation;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.symbolic.MachineChoices;
import pmuoracle.oracle.symbolic.SizeTerm;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Machine.Irqchip;
import pmuoracle.spec.arm64.Arm64Model;

/**
 * A machine with one or two virtual CPUs of which nothing else is known.
 *
 * @param second whether there are two
 */
public record SymbolicMachine(MachineTerms facts, Bool second) implements MachineChoices {
  /** As programs are measured: the plainest first. */
  private static final List<Integer> VERSIONS = List.of(6, 5, 4, 1, 7, 8, 9);

  /** A machine nothing is known of. */
  public static SymbolicMachine variables(Terms terms) {
    return new SymbolicMachine(MachineTerms.variables(terms), terms.variable("second-vcpu"));
  }

  @Override
  public Terms world() {
    return facts.world();
  }

  /** True iff some machine is so. */
  public Bool exists() {
    return facts.exists();
  }

  /** True iff the model says something about it; see {@link Arm64Model#refusal}. */
  public Bool isOf(Arm64Model model) {
    return facts.isOf(model);
  }

  /** Counters, virtual CPUs and PMUs, and one for each fact that is not as usual. */
  @Override
  public void bits(SizeTerm bits) {
    Bool always = facts.world().bool(true);
    bits.number(always, facts.counters().bits(5, 0));
    bits.number(always, facts.world().word(1, 1));
    bits.flag(second);
    bits.number(always, facts.pmus().bits(1, 0));
    bits.number(always, place(facts.hostVersion()));
    bits.number(always, place(facts.vmVersion()));
    bits.flag(facts.impdefTraps());
    bits.flag(facts.hardwareEl3().not());
    bits.flag(facts.guestEl3().not());
    bits.flag(facts.nested());
    bits.flag(facts.guestEl2().not());
    bits.flag(facts.pmu().not());
    bits.flag(facts.strict());
    bits.flag(facts.irqchip().and(facts.irqchipReady()).not());
    bits.flag(facts.fineGrainedTraps().not());
    bits.setBits(always, facts.ceid0().not());
    bits.setBits(always, facts.ceid1().not());
  }

  private static Word place(Word version) {
    Terms terms = version.terms();
    Word place = terms.word(SizeTerm.BITS, 0);
    for (int i = 1; i < VERSIONS.size(); i++) {
      place = version.is(VERSIONS.get(i)).choose(terms.word(SizeTerm.BITS, i), place);
    }
    return place;
  }

  @Override
  public Arm64Machine decode(Valuation values) {
    return new Arm64Machine(
        (int) values.value(facts.hostVersion()),
        values.value(facts.impdefTraps()),
        (int) values.value(facts.vmVersion()),
        (int) values.value(facts.counters()),
        values.value(facts.hardwareEl3()),
        values.value(facts.guestEl3()),
        values.value(facts.nested()),
        values.value(facts.pmu()),
        values.value(facts.strict()),
        irqchip(values),
        (int) values.value(facts.pmus()),
        values.value(facts.fineGrainedTraps()),
        values.value(facts.ceid0()),
        values.value(facts.ceid1()),
        values.value(second) ? 2 : 1,
        values.value(facts.guestEl2()));
  }

  private Irqchip irqchip(Valuation values) {
    if (!values.value(facts.irqchip())) {
      return Irqchip.NONE;
    }
    return values.value(facts.irqchipReady()) ? Irqchip.READY : Irqchip.UNINITIALISED;
  }
}
