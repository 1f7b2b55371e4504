package pmuoracle.harness.generate;

/**
 * One program's weights: which choices are on and how heavy. A program that lacks some kinds of
 * step altogether reaches states that a fair mixture of all kinds hardly ever does.
 */
public final class Swarm {
  /** A choice that is on is up to so many bits heavier than usual. */
  private static final int FACTOR_BITS = 2;

  private final int[] ends;

  private Swarm(int[] ends) {
    this.ends = ends;
  }

  /**
   * Draws the weights.
   *
   * @param weights the usual weight of each choice; 0 never happens. At least one is positive.
   * @param on the share of choices that stay on
   */
  public static Swarm draw(Dice dice, int[] weights, double on) {
    int[] ends = new int[weights.length];
    int total = 0;
    long limit = (long) (on * 0x1p32) >>> FACTOR_BITS;
    for (int i = 0; i < weights.length; i++) {
      // No branches: nobody can guess these.
      long drawn = dice.half();
      int isOn = (int) (((drawn >>> FACTOR_BITS) - limit) >>> (Long.SIZE - 1));
      total += weights[i] * isOn * (1 + (int) (drawn & ((1 << FACTOR_BITS) - 1)));
      ends[i] = total;
    }
    if (total == 0) {
      for (int i = 0; i < weights.length; i++) {
        total += weights[i];
        ends[i] = total;
      }
    }
    return new Swarm(ends);
  }

  /** The index of a choice. */
  public int pick(Dice dice) {
    int at = dice.below(ends[ends.length - 1]);
    int choice = 0;
    for (int end : ends) {
      choice += 1 + ((at - end) >> (Integer.SIZE - 1));
    }
    return choice;
  }
}
