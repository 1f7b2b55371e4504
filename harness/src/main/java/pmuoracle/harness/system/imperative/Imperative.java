package pmuoracle.harness.system.imperative;

import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Step;
import pmuoracle.spec.Steps;
import pmuoracle.spec.Trace;

/** What the built-in implementations of all architectures do alike as systems under test. */
public abstract class Imperative implements SystemUnderTest {
  /** Some: while a processor stays with one side, it guesses that side's branches better. */
  private static final int BATCH = 64;

  private final String id;

  protected Imperative(String id) {
    this.id = id;
  }

  @Override
  public final String id() {
    return id;
  }

  @Override
  public final int batch() {
    return BATCH;
  }

  /** What it does not know the model leaves open: it promises none. */
  @Override
  public final boolean announces(Step step, Observation.Kind kind) {
    return false;
  }

  @Override
  public final void run(GuestProgram program, Trace into) {
    start(program.machine());
    Steps steps = program.steps();
    // By index: an iterator per program would be garbage.
    for (int i = 0; i < steps.size(); i++) {
      run(steps.get(i), steps.kind(i), into);
      into.endStep();
    }
  }

  /** A new program begins on this machine. */
  protected abstract void start(Machine machine);

  /** Takes the step and adds its cells. */
  protected abstract void run(Step step, Enum<?> kind, Trace into);
}
