package pmuoracle.oracle;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import pmuoracle.spec.Rule;

/** A mutable set of one architecture's rules, by their place in the law book; at most 128. */
public final class RuleSet {
  private long low;
  private long high;

  public void clear() {
    low = 0;
    high = 0;
  }

  public void add(Rule rule) {
    addBits(
        rule.ordinal() < 64 ? 1L << rule.ordinal() : 0,
        rule.ordinal() < 64 ? 0 : 1L << (rule.ordinal() - 64));
  }

  /** Adds the rules whose places are the set bits: 0 to 63, and 64 to 127. */
  public void addBits(long places, long placesFrom64) {
    low |= places;
    high |= placesFrom64;
  }

  public void addAll(RuleSet that) {
    addBits(that.low, that.high);
  }

  public boolean contains(Rule rule) {
    long half = rule.ordinal() < 64 ? low : high;
    return (half >>> (rule.ordinal() & 63) & 1) != 0;
  }

  public boolean containsAll(RuleSet that) {
    return (that.low & ~low) == 0 && (that.high & ~high) == 0;
  }

  /** Those of the other set that are not in this one. */
  public RuleSet missingOf(RuleSet that) {
    RuleSet missing = new RuleSet();
    missing.addBits(that.low & ~low, that.high & ~high);
    return missing;
  }

  /** The places of its rules in the law book, ascending. */
  public IntStream places() {
    return IntStream.concat(
        BitSet.valueOf(new long[] {low}).stream(),
        BitSet.valueOf(new long[] {high}).stream().map(place -> Long.SIZE + place));
  }

  public int size() {
    return Long.bitCount(low) + Long.bitCount(high);
  }

  /** Those of the law book that are in the set, in its order. */
  public List<Rule> of(List<? extends Rule> lawBook) {
    List<Rule> members = new ArrayList<>();
    for (Rule rule : lawBook) {
      if (contains(rule)) {
        members.add(rule);
      }
    }
    return members;
  }
}
