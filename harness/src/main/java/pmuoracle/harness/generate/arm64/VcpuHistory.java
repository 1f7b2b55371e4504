package pmuoracle.harness.generate.arm64;

import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Level;

/**
 * What happened last on one virtual CPU, as if everything had been accepted. A memory for choosing
 * steps that meet, not a semantics.
 */
final class VcpuHistory {
  final long[] type = new long[Arm64Machine.CYCLE + 1];
  Level level;
  boolean tge;
  boolean runs;

  /** Whether a type register was written since the last load. */
  boolean stale;

  VcpuHistory(Arm64Machine machine) {
    level = machine.nested() ? Level.VEL2 : Level.EL1;
  }
}
