package pmuoracle.harness.architecture;

import java.util.Set;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.Generator;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.oracle.Oracle;
import pmuoracle.oracle.difference.Pair;
import pmuoracle.spec.Model;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Sweep;

/** What an architecture brings for one of its models. */
public interface ModelKit {
  /** An oracle for one thread. */
  Oracle oracle();

  /** The encoding's verdicts, for one thread. */
  Sweep sweep();

  /** The built-in implementation, for one thread. */
  SystemUnderTest imperative();

  /** Its verdicts, for one thread. */
  Sweep imperativeSweep();

  Generator generator(Bias bias);

  /** With another model, to be compared by the solver, in observations of these kinds. */
  Pair pair(Model other, Set<Observation.Kind> observed);
}
