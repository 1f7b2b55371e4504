package pmuoracle.oracle.x86;

import pmuoracle.spec.Rule;
import pmuoracle.spec.x86.X86Rule;

/** Sets of rules as words: bit i is the rule at place i of the law book. */
final class RuleBits {
  /** Verdicts that asked whether an event is listed. */
  static final long LISTED =
      of(
          X86Rule.LISTED_ALLOWED,
          X86Rule.UNLISTED_DENIED,
          X86Rule.LISTED_DENIED,
          X86Rule.UNLISTED_ALLOWED);

  private RuleBits() {}

  static long of(Rule... rules) {
    long bits = 0;
    for (Rule rule : rules) {
      bits |= 1L << rule.ordinal();
    }
    return bits;
  }
}
