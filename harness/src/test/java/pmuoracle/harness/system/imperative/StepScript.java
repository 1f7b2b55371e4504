package pmuoracle.harness.system.imperative;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;
import pmuoracle.spec.Trace;

/**
 * Guest programs written as a chain of steps on virtual CPU 0, unless another is chosen.
 *
 * @param <S> the script itself
 */
public abstract class StepScript<S extends StepScript<S>> {
  protected final Machine machine;
  protected int vcpu;
  private final List<Step> steps = new ArrayList<>();

  protected StepScript(Machine machine) {
    this.machine = machine;
  }

  protected abstract S self();

  protected final S add(Step step) {
    steps.add(step);
    return self();
  }

  /** The steps from here on happen on this virtual CPU. */
  public final S cpu(int number) {
    vcpu = number;
    return self();
  }

  public final GuestProgram program() {
    return new GuestProgram(machine, steps);
  }

  public final Trace trace(SystemUnderTest system) {
    Trace trace = new Trace();
    system.run(program(), trace);
    return trace;
  }

  /** What the last step showed of the system, as {@code name value} pairs. */
  protected final String last(SystemUnderTest system) {
    int step = steps.size() - 1;
    return trace(system).show(step, machine.observations(steps.get(step)));
  }
}
