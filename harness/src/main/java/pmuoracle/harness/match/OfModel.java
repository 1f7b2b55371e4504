package pmuoracle.harness.match;

import java.util.Optional;
import pmuoracle.harness.system.SystemId;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Model;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Step;
import pmuoracle.spec.Trace;

/** The built-in implementation of one model as a system that another model judges. */
record OfModel(Model model, SystemUnderTest implementation) implements SystemUnderTest {
  @Override
  public String id() {
    return new SystemId(SystemId.Sort.MODEL, model.id()).toString();
  }

  @Override
  public Optional<String> refusal(Machine machine) {
    return model.refusal(machine);
  }

  @Override
  public boolean announces(Step step, Observation.Kind kind) {
    return implementation.announces(step, kind);
  }

  @Override
  public void run(GuestProgram program, Trace into) {
    implementation.run(program, into);
  }

  @Override
  public void close() {
    implementation.close();
  }
}
