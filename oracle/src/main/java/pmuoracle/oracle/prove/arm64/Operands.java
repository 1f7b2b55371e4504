package pmuoracle.oracle.prove.arm64;

import pmuoracle.oracle.encoding.arm64.Setting;
import pmuoracle.oracle.encoding.arm64.VcpuRegisters;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.step.arm64.CounterFunction;
import pmuoracle.oracle.step.arm64.StepInputs;
import pmuoracle.spec.arm64.Level;

/** What a step of a guest program may be given. */
final class Operands {
  private Operands() {}

  static Bool are(CounterFunction function, StepInputs in) {
    Terms terms = in.machine().world();
    return switch (function) {
      case MOVED -> {
        Bool el2 = in.first().is(VcpuRegisters.number(Level.VEL2));
        yield terms.all(
            in.first().atMost(VcpuRegisters.number(Level.VEL2)),
            el2.implies(in.machine().nested()));
      }
      case RETIRED ->
          terms.all(
              in.first().atMost(0xffff),
              Setting.software(in.first().bits(15, 0)).not(),
              in.second().is(0).not(),
              in.second().atMost(0xffff_ffffL));
      case TYPE_WRITTEN,
          HOST_TYPE_WRITTEN,
          VALUE_WRITTEN,
          ENABLES_SET,
          ENABLES_CLEARED,
          OVERFLOWS_SET,
          OVERFLOWS_CLEARED,
          PMCR_WRITTEN,
          MDCR_WRITTEN,
          LOADED,
          INCREMENTED,
          TYPE_READ,
          VALUE_READ,
          ENABLED_READ,
          OVERFLOWED_READ ->
          terms.bool(true);
    };
  }
}
