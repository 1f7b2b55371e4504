package pmuoracle.oracle.encoding.arm64;

import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.arm64.EventRange;
import pmuoracle.spec.arm64.FilterRequest;

/**
 * One accepted call: the events from {@code base} on, {@code nevents} of them.
 *
 * @param base 16 bits
 * @param nevents 16 bits
 * @param allows whether the action is ALLOW, else DENY
 */
public record FilterRange(Word base, Word nevents, Bool allows) {
  /** Wide enough that an end never wraps. */
  public static final int END_BITS = 32;

  /** A call nothing is known of. */
  public static FilterRange variables(Terms terms, String prefix) {
    return new FilterRange(
        terms.variable(prefix + "-base", 16),
        terms.variable(prefix + "-nevents", 16),
        terms.variable(prefix + "-allows"));
  }

  /** Exactly this one. */
  public static FilterRange of(Terms terms, EventRange range) {
    return new FilterRange(
        terms.word(16, range.base()), terms.word(16, range.nevents()), terms.bool(range.allowed()));
  }

  /** What an accepted request says. */
  public static EventRange said(FilterRequest accepted) {
    return new EventRange(
        accepted.base(), accepted.nevents(), accepted.action() == FilterRequest.ALLOW);
  }

  /** One beyond the last event, in words of this width. */
  public static Word end(Word base, Word nevents, int width) {
    return base.zeroExtend(width).plus(nevents.zeroExtend(width));
  }

  /** True iff base is at most the event and the event below the end. */
  public Bool contains(Word event) {
    return base.atMost(event).and(event.zeroExtend(END_BITS).below(end(base, nevents, END_BITS)));
  }

  /** What holds for every event no range contains, if this is the first call. */
  public Bool byDefault() {
    return allows.not();
  }

  /** What holds of the event after this call, if {@code before} held before it. */
  public Bool decide(Bool before, Word event) {
    return contains(event).choose(allows, before);
  }
}
