package pmuoracle.oracle.prove;

import java.util.Optional;
import pmuoracle.spec.Model;

/** What looks for a program that refutes a claim about programs. */
@FunctionalInterface
public interface Hunter {
  /** What comes of looking for a program under the model that contradicts the claim. */
  Hunted hunted(Model model, Watch watch);

  /**
   * A program as small as can be, or none.
   *
   * @param looked in words, where none was found: "none of up to 4 steps"
   */
  record Hunted(Optional<Witness> witness, String looked) {}
}
