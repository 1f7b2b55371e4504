package pmuoracle.oracle.prove;

import java.util.List;
import pmuoracle.spec.Invariant;
import pmuoracle.spec.Model;

/** The claims of one architecture. */
public interface Catalogue {
  /** In the order they are reported. */
  List<? extends Invariant> invariants();

  /** What has to be shown; the invariant is not {@code ABSENT} under the model. */
  Claim claim(Invariant invariant, Model model);

  /**
   * Every claim about programs that is expected to hold of the model, watched together. Slow to
   * make.
   */
  Watch watch(Model model);
}
