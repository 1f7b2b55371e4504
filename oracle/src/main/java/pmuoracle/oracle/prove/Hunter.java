package pmuoracle.oracle.prove;

import java.util.Optional;
import pmuoracle.spec.Model;

/** What looks for a program that refutes a claim about programs. */
@FunctionalInterface
public interface Hunter {
  /** A program under the model that contradicts the claim, as small as can be; or none found. */
  Optional<Witness> witness(Model model, Watch watch);
}
