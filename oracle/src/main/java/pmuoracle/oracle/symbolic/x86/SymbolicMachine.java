package pmuoracle.oracle.symbolic.x86;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.symbolic.FormTerms;
import pmuoracle.oracle.symbolic.Tally;
import pmuoracle.spec.x86.FixedControl;
import pmuoracle.spec.x86.X86Forms;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;

/** A machine with one virtual CPU of which nothing else is known. */
public record SymbolicMachine(MachineTerms facts) {
  /** A machine nothing is known of. */
  public static SymbolicMachine variables(Terms terms) {
    return new SymbolicMachine(MachineTerms.variables(terms));
  }

  /** True iff some machine is so. */
  public Bool exists() {
    List<Bool> linked = new ArrayList<>(List.of(facts.wellFormed()));
    for (int i = 0; i < X86Machine.MAX_FIXED; i++) {
      Word nibble = facts.fixedBits().bits(4 * i + 3, 4 * i);
      Word writable =
          facts.globalBits().bit(32 + i).choose(word(4, FixedControl.WRITABLE), word(4, 0));
      linked.add(nibble.is(writable));
    }
    return facts.world().all(linked);
  }

  /** True iff the model says something about it; see {@link X86Model#refusal}. */
  public Bool isOf(X86Model model) {
    Terms terms = facts.world();
    Bool mediated = terms.bool(model.mediated() != X86Model.Mediated.ABSENT);
    Bool amdGlobal = terms.bool(model.amdGlobalControl());
    return facts
        .mediated()
        .implies(mediated)
        .and(facts.intel().or(facts.globalControl().not()).or(amdGlobal));
  }

  /** The facts as the machine's form has them. */
  FormTerms<X86Machine> fields() {
    return FormTerms.of(
        X86Forms.MACHINE,
        facts.intel().not(),
        Tally.setBits(facts.globalBits().bits(7, 0)),
        Tally.setBits(facts.globalBits().bits(47, 32)),
        facts.globalControl(),
        Tally.setBits(facts.counterMask()),
        facts.txWritable(),
        facts.mediated(),
        facts.nested(),
        facts.unavailable().bits(6, 0),
        facts.wideSize().choose(word(7, 64), word(7, 32)),
        word(3, 1));
  }

  private Word word(int width, long value) {
    return facts.world().word(width, value);
  }
}
