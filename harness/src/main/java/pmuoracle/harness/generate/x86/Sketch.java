package pmuoracle.harness.generate.x86;

import java.util.Arrays;
import pmuoracle.spec.x86.X86Machine;

/**
 * What the guest wrote last on one virtual CPU, as if every write had been accepted. A memory for
 * choosing steps that meet, not a semantics.
 */
final class Sketch {
  final long[] select;
  long fixedControl;
  long globalControl;
  boolean svme;

  /** Whether something was written since the last entry. */
  boolean stale;

  Sketch(X86Machine machine) {
    select = new long[machine.generalPurpose()];
    reset(machine);
  }

  void reset(X86Machine machine) {
    Arrays.fill(select, 0);
    fixedControl = 0;
    globalControl = machine.globalBits();
    svme = false;
    stale = true;
  }
}
