package pmuoracle.oracle.encoding.x86;

import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.x86.X86Model;

/**
 * Everything one counter's step depends on besides the registers and the counter itself.
 *
 * @param index 64 bits: the counter's number among those of its kind
 */
public record Setting(X86Model model, MachineTerms machine, FilterTerms filter, Word index) {
  /** A generation without the mediated PMU has no mediated machine. */
  public Setting {
    if (model.mediated() == X86Model.Mediated.ABSENT) {
      machine = machine.withoutMediated();
    }
  }

  Terms terms() {
    return machine.world();
  }

  /** True iff Host-Only and Guest-Only take part: mediated nested AMD machines, v7.2 on. */
  Bool hostGuestOnly() {
    return terms()
        .bool(model.hostGuestOnly())
        .and(machine.intel().not())
        .and(machine.mediated())
        .and(machine.nested());
  }
}
