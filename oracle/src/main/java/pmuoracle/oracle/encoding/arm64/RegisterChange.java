package pmuoracle.oracle.encoding.arm64;

import pmuoracle.oracle.encoding.Fired;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.Fault;
import pmuoracle.spec.arm64.Arm64Rule;

/**
 * What a step does to the registers of its virtual CPU.
 *
 * @param fault 64 bits: the number of what the guest sees
 * @param answer 64 bits: what a read returns
 * @param known whether the model settles that
 * @param follow whether counters change too
 * @param fired the rules that took part
 */
public record RegisterChange(
    VcpuRegisters next, Word fault, Word answer, Bool known, Bool follow, Fired fired) {
  static RegisterChange to(VcpuRegisters next) {
    Terms terms = next.world();
    Word zero = terms.word(64, 0);
    return new RegisterChange(
        next, zero, zero, terms.bool(true), terms.bool(true), Fired.none(terms));
  }

  RegisterChange answering(Word what) {
    return new RegisterChange(next, fault, what, known, follow, fired);
  }

  RegisterChange knownIf(Bool settled) {
    return new RegisterChange(next, fault, answer, settled, follow, fired);
  }

  RegisterChange followedIf(Bool condition) {
    return new RegisterChange(next, fault, answer, known, condition, fired);
  }

  RegisterChange because(Arm64Rule rule, Bool condition) {
    return new RegisterChange(next, fault, answer, known, follow, fired.with(rule, condition));
  }

  /** This, unless the condition holds: then the fault and the registers as they were. */
  RegisterChange unless(Bool condition, Fault instead, VcpuRegisters before) {
    Terms terms = condition.terms();
    Word zero = terms.word(64, 0);
    return new RegisterChange(
        VcpuRegisters.choose(condition, before, next),
        condition.choose(terms.word(64, instead.number()), fault),
        condition.choose(zero, answer),
        condition.or(known),
        condition.not().and(follow),
        Fired.none(terms).with(fired, condition.not()));
  }
}
