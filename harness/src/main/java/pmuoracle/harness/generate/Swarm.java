package pmuoracle.harness.generate;

/**
 * One program's weights: which choices are on and how heavy. A program that lacks some kinds of
 * step altogether reaches states that a fair mixture of all kinds hardly ever does.
 */
public final class Swarm {
  private static final int MAX_FACTOR = 4;

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
    for (int i = 0; i < weights.length; i++) {
      total += dice.chance(on) ? weights[i] * dice.between(1, MAX_FACTOR) : 0;
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
    while (ends[choice] <= at) {
      choice++;
    }
    return choice;
  }
}
