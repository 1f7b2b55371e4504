package pmuoracle.harness.sweep;

import java.util.BitSet;
import pmuoracle.spec.Machine;

/**
 * What two filters say of everything on one machine.
 *
 * @param asked of how many events and fixed counters
 * @param onlyFirst those that the first allows and the second denies
 * @param onlySecond the reverse
 * @param shownByFirst those that count under either, and that only the first lets the guest be told
 *     of
 * @param shownBySecond the reverse
 */
public record FilterDifference(
    Machine machine,
    int asked,
    BitSet onlyFirst,
    BitSet onlySecond,
    BitSet shownByFirst,
    BitSet shownBySecond) {
  /** How the first filter relates to the second. */
  public enum Relation {
    EQUIVALENT("equivalent"),
    MORE_PERMISSIVE("the first is more permissive"),
    LESS_PERMISSIVE("the first is less permissive"),
    INCOMPARABLE("incomparable");

    private final String words;

    Relation(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** How they relate in what counts: EQUIVALENT iff both say the same of it. */
  public Relation relation() {
    if (onlyFirst.isEmpty()) {
      return onlySecond.isEmpty() ? Relation.EQUIVALENT : Relation.LESS_PERMISSIVE;
    }
    return onlySecond.isEmpty() ? Relation.MORE_PERMISSIVE : Relation.INCOMPARABLE;
  }

  /** Whether they differ in nothing, nor in what the guest is told of. */
  public boolean isNone() {
    return relation() == Relation.EQUIVALENT && shownByFirst.isEmpty() && shownBySecond.isEmpty();
  }

  /**
   * Compares what two filters allow.
   *
   * @param counting the questions that decide what counts
   */
  public static FilterDifference of(
      Machine machine, int asked, BitSet counting, BitSet first, BitSet second) {
    BitSet onlyFirst = without(first, second);
    BitSet onlySecond = without(second, first);
    return new FilterDifference(
        machine,
        asked,
        common(onlyFirst, counting),
        common(onlySecond, counting),
        without(onlyFirst, counting),
        without(onlySecond, counting));
  }

  private static BitSet without(BitSet some, BitSet others) {
    BitSet rest = (BitSet) some.clone();
    rest.andNot(others);
    return rest;
  }

  private static BitSet common(BitSet some, BitSet others) {
    BitSet both = (BitSet) some.clone();
    both.and(others);
    return both;
  }
}
