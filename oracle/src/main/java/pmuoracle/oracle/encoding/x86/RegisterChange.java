package pmuoracle.oracle.encoding.x86;

import pmuoracle.oracle.encoding.Fired;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.Fault;
import pmuoracle.spec.x86.X86Rule;

/**
 * What a step does to the registers of its virtual CPU.
 *
 * @param fault 64 bits: the number of what the guest sees
 * @param answer 64 bits: what a read returns
 * @param known whether the model settles that
 * @param follow whether counters may change too
 * @param fired the rules that took part
 */
public record RegisterChange(
    VcpuRegisters next, Word fault, Word answer, Bool known, Bool follow, Fired fired) {
  static RegisterChange of(VcpuRegisters next, Fired fired) {
    Terms terms = next.fixedControl().terms();
    Word zero = terms.word(64, 0);
    return new RegisterChange(next, zero, zero, terms.bool(true), terms.bool(true), fired);
  }

  /** This, unless the condition holds: then the fault and the registers as they were. */
  RegisterChange unless(Bool condition, Fault instead, VcpuRegisters before) {
    Terms terms = condition.terms();
    return new RegisterChange(
        VcpuRegisters.choose(condition, before, next),
        condition.choose(terms.word(64, instead.number()), fault),
        answer,
        known,
        follow,
        Fired.none(terms).with(fired, condition.not()));
  }

  RegisterChange because(Fired more) {
    return new RegisterChange(next, fault, answer, known, follow, fired.with(more));
  }

  /** This, of a read that returns so much. */
  public RegisterChange answering(Word what) {
    return new RegisterChange(next, fault, what, known, follow, fired);
  }

  /** This, its answer open if the sources leave open what the filter lists. */
  public RegisterChange openIf(Bool unsettled) {
    return new RegisterChange(
        next,
        fault,
        answer,
        known.and(unsettled.not()),
        follow,
        fired.with(X86Rule.ENTRY_UNSETTLED, unsettled));
  }

  /** Counters follow iff there is no fault. */
  RegisterChange followedUnlessFaulting() {
    return new RegisterChange(next, fault, answer, known, fault.is(0), fired);
  }

  /** Counters follow iff a register is another than before. */
  RegisterChange followedIfOther(VcpuRegisters before) {
    return new RegisterChange(next, fault, answer, known, next.is(before).not(), fired);
  }
}
