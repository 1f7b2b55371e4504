package pmuoracle.harness.campaign;

import java.util.List;
import java.util.function.Consumer;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.spec.BadInput;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Trace;

/** Runs one system on one thread; whatever it throws is no outcome. Closes it. */
final class Observer implements AutoCloseable {
  private final SystemUnderTest system;
  private final Consumer<List<GuestProgram>> ahead;

  /**
   * Of the system.
   *
   * @param ahead told of programs that are going to be run at once; its failures count as theirs
   */
  Observer(SystemUnderTest system, Consumer<List<GuestProgram>> ahead) {
    this.system = system;
    this.ahead = ahead;
  }

  SystemUnderTest system() {
    return system;
  }

  /** Runs the program into the cleared trace. */
  void run(GuestProgram program, Trace into) throws Judge.NoOutcome {
    guarded(() -> system.run(program, into));
  }

  /** Runs the programs into the cleared traces. */
  void runAll(List<GuestProgram> programs, List<Trace> into) throws Judge.NoOutcome {
    guarded(
        () -> {
          ahead.accept(programs);
          system.runAll(programs, into);
        });
  }

  private static void guarded(Runnable run) throws Judge.NoOutcome {
    try {
      run.run();
    } catch (BadInput bad) {
      throw bad;
    } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError failure) {
      throw new Judge.NoOutcome(failure);
    }
  }

  @Override
  public void close() {
    system.close();
  }
}
