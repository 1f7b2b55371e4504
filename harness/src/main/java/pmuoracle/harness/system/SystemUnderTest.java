package pmuoracle.harness.system;

import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Trace;

/** What is judged. One instance serves one thread. */
public interface SystemUnderTest extends AutoCloseable {
  /** As on the command line: {@code imperative}, {@code defect:X09}. */
  String id();

  /**
   * Runs the program from a fresh virtual machine and fills the cleared trace, one outcome per
   * step; what the system cannot observe is added as unknown.
   */
  void run(GuestProgram program, Trace into);

  @Override
  default void close() {}
}
