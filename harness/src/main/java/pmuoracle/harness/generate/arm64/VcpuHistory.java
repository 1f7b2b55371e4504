package pmuoracle.harness.generate.arm64;

import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Register;

/**
 * What happened last on one virtual CPU, as if everything had been accepted. A memory for choosing
 * steps that meet, not a semantics.
 */
final class VcpuHistory {
  final long[] type = new long[Arm64Machine.CYCLE + 1];
  long enables;
  long pmcr;
  long mdcr;
  Level level;
  boolean tge;
  boolean runs;

  /** Whether a type register was written since the last load. */
  boolean stale;

  VcpuHistory(Arm64Machine machine) {
    mdcr = machine.counters();
    level = machine.nested() ? Level.VEL2 : Level.EL1;
  }

  /** The guest wrote one of the registers that enable counters, or another. */
  void wrote(Register.Kind kind, long value) {
    switch (kind) {
      case PMCNTENSET -> enables |= value;
      case PMCNTENCLR -> enables &= ~value;
      case PMCR -> pmcr = value;
      case MDCR -> mdcr = value;
      case PMEVTYPER, PMEVCNTR, PMCCFILTR, PMCCNTR, PMOVSSET, PMOVSCLR, PMCEID0, PMCEID1, HCR -> {}
    }
  }
}
