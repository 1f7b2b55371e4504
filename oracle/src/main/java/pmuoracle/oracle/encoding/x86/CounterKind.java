package pmuoracle.oracle.encoding.x86;

import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Word;

/**
 * What differs between general-purpose and fixed counters: how the guest controls one, and what the
 * filter is asked. A control is 64 bits: an event select, or a nibble of fixed control.
 */
public sealed interface CounterKind permits GeneralPurposeCounter, FixedCounter {
  Setting setting();

  /** What the guest asks of the counter. */
  Word control(VcpuRegisters registers, CounterState counter);

  /** The counter's place in global control and status, 64 bits. */
  Word place();

  /** The filter key it counts. */
  Word key(Word control);

  /** True iff perf counts the event of the low 16 bits rather than that of the filter key. */
  Bool generic(Word control);

  Bool user(Word control);

  Bool os(Word control);

  /** True iff the control's own enable bits ask for counting. */
  Bool enables(Word control);

  /** The control without its enable bits. */
  Word disabled(Word control);

  /** True iff the counter is enabled locally. */
  Bool locally(VcpuRegisters registers, Word control);

  /** True iff an instruction that KVM completes, of this canonical event, is the counter's. */
  Bool completes(Word control, Word event);

  /** True iff CPUID marks the event unavailable and the generation minds. */
  Bool gated(Word control);

  /** What the filter says. */
  VerdictTerms verdict(Word control);

  /** True iff the counter is enabled globally. */
  default Bool globally(VcpuRegisters registers) {
    return setting()
        .machine()
        .globalControl()
        .implies(registers.globalControl().shiftRight(place()).bit(0));
  }

  /** True iff the control asks for counting at user (else kernel) privilege. */
  default Bool at(Bool user, Word control) {
    return user.choose(user(control), os(control));
  }
}
