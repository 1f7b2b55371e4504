package pmuoracle.oracle.symbolic;

import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Valuation;
import pmuoracle.spec.Machine;

/** A machine of which only is known what it may be. */
public interface MachineChoices {
  /** The world its terms belong to. */
  Terms world();

  /** Adds its set bits, and one for each fact that is not as usual. */
  void bits(SizeTerm bits);

  /** The machine of these values, for which there must be one. */
  Machine decode(Valuation values);
}
