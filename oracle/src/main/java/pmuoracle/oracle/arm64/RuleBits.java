package pmuoracle.oracle.arm64;

import pmuoracle.spec.Rule;

/** A rule as a bit of two words: place i of the law book is bit i, or bit i - 64 of the second. */
final class RuleBits {
  private RuleBits() {}

  static long low(Rule rule) {
    return rule.ordinal() < 64 ? 1L << rule.ordinal() : 0;
  }

  static long high(Rule rule) {
    return rule.ordinal() < 64 ? 0 : 1L << (rule.ordinal() - 64);
  }
}
