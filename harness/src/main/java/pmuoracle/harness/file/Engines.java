package pmuoracle.harness.file;

import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.oracle.Oracle;
import pmuoracle.spec.Model;

/** What files are replayed on. */
public interface Engines {
  /** A fresh oracle of the model; the caller closes it. */
  Oracle oracle(Model model);

  /**
   * A fresh system of this id that implements the model; the caller closes it. A {@link
   * pmuoracle.spec.BadInput} names an id that is unknown.
   */
  SystemUnderTest system(String id, Model model);
}
