package pmuoracle.oracle.encoding.arm64;

import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Model.UpperAdvertised;
import pmuoracle.spec.arm64.EventType;

/** The events a guest is told of, in PMCEID0 and PMCEID1. */
public record Advertised(Arm64Model model, MachineTerms machine, FilterTerms filter) {
  private static final int HALF = 32;
  private static final int UPPER = 0x4000;

  /** STALL_SLOT, in PMCEID1. */
  private static final long STALL_SLOT = 1L << 31;

  /** STALL_SLOT and its two parts. */
  private static final long STALL_SLOTS = STALL_SLOT | 3L << 29;

  /** The first version whose events include STALL_SLOT. */
  private static final int WITH_STALL_SLOT = 5;

  /**
   * PMCEID0, 64 bits: what hardware has and the filter allows; ARM-ADVERTISED-SOFTWARE,
   * ARM-ADVERTISED-CHAIN.
   */
  public Word first() {
    return masked(machine.ceid0().or(always()), 0);
  }

  /** The events below 0x20 that are there whatever the hardware has. */
  private long always() {
    return switch (model.advertisedBase()) {
      case HARDWARE, LESS_STALL_SLOT -> 0;
      case WITH_CHAIN -> 1L << EventType.CHAIN;
      case WITH_SOFTWARE -> 1L << EventType.SW_INCR | 1L << EventType.CHAIN;
    };
  }

  /** PMCEID1, 64 bits. */
  public Word second() {
    return masked(machine.ceid1().and(hidden().not()), HALF);
  }

  /** The bits of PMCEID1 that are never there. */
  private Word hidden() {
    Terms terms = machine.world();
    Word none = terms.word(64, 0);
    return switch (model.advertisedBase()) {
      case HARDWARE -> none;
      case LESS_STALL_SLOT ->
          machine.hostVersion().below(WITH_STALL_SLOT).choose(none, terms.word(64, STALL_SLOT));
      case WITH_CHAIN -> terms.word(64, STALL_SLOTS);
      case WITH_SOFTWARE -> machine.strict().choose(none, terms.word(64, STALL_SLOTS));
    };
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
