package pmuoracle.harness.system;

import java.util.Optional;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Trace;

/** What is judged. One instance serves one thread. */
public interface SystemUnderTest extends AutoCloseable {
  /** As on the command line: {@code imperative}, {@code defect:X09}. */
  String id();

  /** Why the system cannot be this machine, or empty. */
  default Optional<String> refusal(Machine machine) {
    return Optional.empty();
  }

  /**
   * Runs the program from a fresh virtual machine and fills the cleared trace, one outcome per
   * step; what the system cannot observe is added as unknown.
   */
  void run(GuestProgram program, Trace into);

  @Override
  default void close() {}
}
