package pmuoracle.oracle.symbolic.x86;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Valuation;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.symbolic.MachineChoices;
import pmuoracle.oracle.symbolic.SizeTerm;
import pmuoracle.spec.x86.FixedControl;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;

/** A machine with one virtual CPU of which nothing else is known. */
public record SymbolicMachine(MachineTerms facts) implements MachineChoices {
  private static final int USUAL_WIDTH = 48;

  /** A machine nothing is known of. */
  public static SymbolicMachine variables(Terms terms) {
    return new SymbolicMachine(MachineTerms.variables(terms));
  }

  @Override
  public Terms world() {
    return facts.world();
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

  /** Counters and virtual CPUs, and one for each fact that is not as usual. */
  @Override
  public void bits(SizeTerm bits) {
    Terms terms = facts.world();
    Bool always = terms.bool(true);
    bits.number(always, terms.word(1, 1));
    bits.setBits(always, facts.globalBits().bits(7, 0));
    bits.setBits(always, facts.globalBits().bits(47, 32));
    bits.setBits(always, facts.unavailable().bits(6, 0));
    bits.flag(facts.globalControl());
    bits.flag(facts.txWritable());
    bits.flag(facts.mediated());
    bits.flag(facts.nested());
    bits.flag(facts.wideSize().not());
    bits.flag(facts.counterMask().is(-1L >>> (Long.SIZE - USUAL_WIDTH)).not());
  }

  @Override
  public X86Machine decode(Valuation values) {
    long bits = values.value(facts.globalBits());
    return new X86Machine(
        values.value(facts.intel()) ? Vendor.INTEL : Vendor.AMD,
        Long.bitCount(bits & 0xffff_ffffL),
        Long.bitCount(bits >>> 32),
        values.value(facts.globalControl()),
        Long.bitCount(values.value(facts.counterMask())),
        values.value(facts.txWritable()),
        values.value(facts.mediated()),
        values.value(facts.nested()),
        (int) values.value(facts.unavailable()),
        values.value(facts.wideSize()) ? 64 : 32,
        1);
  }

  private Word word(int width, long value) {
    return facts.world().word(width, value);
  }
}
