package pmuoracle.harness.sweep;

import java.util.BitSet;
import pmuoracle.spec.Machine;

/**
 * What two filters say of everything on one machine.
 *
 * @param asked of how many events and fixed counters
 * @param onlyFirst those that the first allows and the second denies
 * @param onlySecond the reverse
 */
public record FilterDifference(Machine machine, int asked, BitSet onlyFirst, BitSet onlySecond) {
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

  /** EQUIVALENT iff both say the same of everything. */
  public Relation relation() {
    if (onlyFirst.isEmpty()) {
      return onlySecond.isEmpty() ? Relation.EQUIVALENT : Relation.LESS_PERMISSIVE;
    }
    return onlySecond.isEmpty() ? Relation.MORE_PERMISSIVE : Relation.INCOMPARABLE;
  }

  /** Compares what two filters allow. */
  public static FilterDifference of(Machine machine, int asked, BitSet first, BitSet second) {
    BitSet onlyFirst = (BitSet) first.clone();
    onlyFirst.andNot(second);
    BitSet onlySecond = (BitSet) second.clone();
    onlySecond.andNot(first);
    return new FilterDifference(machine, asked, onlyFirst, onlySecond);
  }
}
