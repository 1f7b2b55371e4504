package pmuoracle.oracle.encoding.x86;

import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.Fault;

/**
 * What a step does to the registers of its virtual CPU.
 *
 * @param fault 64 bits: the number of what the guest sees
 * @param fired the rules that took part
 */
public record RegisterChange(VcpuRegisters next, Word fault, Fired fired) {
  static RegisterChange of(VcpuRegisters next, Fired fired) {
    return new RegisterChange(next, next.fixedControl().terms().word(64, 0), fired);
  }

  /** This, unless the condition holds: then the fault and the registers as they were. */
  RegisterChange unless(Bool condition, Fault instead, VcpuRegisters before) {
    Terms terms = condition.terms();
    return new RegisterChange(
        VcpuRegisters.choose(condition, before, next),
        condition.choose(terms.word(64, instead.number()), fault),
        Fired.none(terms).with(fired, condition.not()));
  }

  RegisterChange because(Fired more) {
    return new RegisterChange(next, fault, fired.with(more));
  }
}
