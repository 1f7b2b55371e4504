package pmuoracle.harness.campaign;

import java.util.regex.Pattern;
import pmuoracle.harness.shrink.Reduction;
import pmuoracle.spec.Observation;

/**
 * In what a divergence consists, and what shrinking keeps: two programs show one fault if their
 * divergences are equal in this. It is the least that does: without the step's register a wrong
 * read of one register would become one of another, without the side a counter that must not count
 * one that must, without the right errno one missing check another. What the system says in the
 * stead of an errno belongs to the program: which check comes next and finds something. So does the
 * amount by which a number is wrong, and so do the rules behind the prediction: one fault of a
 * system is seen beside many of the model's rules.
 *
 * @param step the {@link Reduction#shape} of the step: its verb, and the register or level it names
 * @param observation its name without the counter's number
 * @param right of an errno or a fault what the model says; else 0
 */
public record WrongCell(String step, String observation, Divergence.Side side, long right) {
  private static final Pattern TRAILING_NUMBER = Pattern.compile("[0-9]+$");

  /**
   * Of the divergence, explained or not.
   *
   * @param reduction of its architecture
   */
  public static WrongCell of(Divergence divergence, Reduction reduction) {
    String step = reduction.shape(divergence.program().steps().get(divergence.step()));
    Observation what = divergence.decision().what();
    String name = TRAILING_NUMBER.matcher(what.name()).replaceFirst("");
    Divergence.Side side = divergence.side();
    boolean named = side == Divergence.Side.OTHER;
    return new WrongCell(step, name, side, named ? divergence.predicted() : 0);
  }
}
