package pmuoracle.harness.prove;

import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.oracle.prove.Engine;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;
import pmuoracle.spec.Trace;

/** Replays by the built-in implementation. */
public final class ImperativeEngine implements Engine {
  @Override
  public Trace run(Model model, GuestProgram program) {
    Trace trace = new Trace();
    try (SystemUnderTest system = ArchitectureKits.of(model).imperative()) {
      system.run(program, trace);
    }
    return trace;
  }
}
