package pmuoracle.harness.system.defect;

import java.util.function.Supplier;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.spec.Model;

/**
 * A wrong implementation made on purpose.
 *
 * @param id the exhibit's number: {@code X09}
 * @param sentence what it does wrong
 * @param model the model it is a wrong implementation of
 * @param silent whether it is an equivalent variant that no campaign may accuse
 * @param system makes one for one thread
 */
public record Defect(
    String id, String sentence, Model model, boolean silent, Supplier<SystemUnderTest> system) {

  /** The same as an equivalent variant. */
  public Defect asSilent() {
    return new Defect(id, sentence, model, true, system);
  }

  /**
   * An exhibit that is not seeded.
   *
   * @param why in one line
   */
  public record LeftOut(String id, String why) {}
}
