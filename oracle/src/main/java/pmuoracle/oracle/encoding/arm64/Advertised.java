package pmuoracle.oracle.encoding.arm64;

import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Model.UpperAdvertised;
import pmuoracle.spec.arm64.EventType;

/** The events a guest is told of, in PMCEID0 and PMCEID1. */
public record Advertised(Arm64Model model, MachineTerms machine, EventFilter filter) {
  private static final int HALF = 32;
  private static final int UPPER = 0x4000;

  /** STALL_SLOT and its two parts, in PMCEID1. */
  private static final long STALL_SLOTS = 7L << 29;

  /** PMCEID0, 64 bits: what hardware has and the filter allows; ARM-ADVERTISED-SOFTWARE. */
  public Word first() {
    return masked(machine.ceid0().or(1L << EventType.SW_INCR | 1L << EventType.CHAIN), 0);
  }

  /** PMCEID1, 64 bits. */
  public Word second() {
    Word plain = machine.ceid1().and(~STALL_SLOTS);
    return masked(machine.strict().choose(machine.ceid1(), plain), HALF);
  }

  /** True iff the upper halves are as {@link #first} and {@link #second} say. */
  Bool settled() {
    return model.upperAdvertised() == UpperAdvertised.BOUNDED
        ? machine.world().bool(true)
        : filter.present().and(reachesUpper().not()).not();
  }

  Bool reachesUpper() {
    return machine.typeEvents(model.eventSpace()).is(0xffff);
  }

  private Word masked(Word base, int from) {
    Word upper = allowed(UPPER + from).shiftLeft(machine.world().word(64, HALF));
    Word reached = reachesUpper().choose(upper, machine.world().word(64, 0));
    return filter.present().choose(base.and(allowed(from).or(reached)), base);
  }

  /** Bit n iff event {@code from + n} is allowed, 32 of them in 64 bits. */
  private Word allowed(int from) {
    Terms terms = machine.world();
    Word zero = terms.word(64, 0);
    Word bits = zero;
    for (int n = 0; n < HALF; n++) {
      Bool allowed = filter.allows(terms.word(16, from + n));
      bits = bits.or(allowed.choose(terms.word(64, 1L << n), zero));
    }
    return bits;
  }
}
