package pmuoracle.oracle.arm64;

import java.util.List;
import java.util.function.IntFunction;
import pmuoracle.oracle.Oracle;
import pmuoracle.oracle.OracleContract;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.arm64.Arm64Rule;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.Mdcr;
import pmuoracle.spec.arm64.Pmcr;
import pmuoracle.spec.arm64.Register;
import pmuoracle.spec.arm64.Register.Kind;

final class Arm64OracleTest extends OracleContract<Arm64Model> {
  static final List<Arm64Model> MODELS = Arm64Models.ALL;

  Arm64OracleTest() {
    super(MODELS, List.of(Arm64Rule.values()));
  }

  @Override
  protected Oracle oracle(Arm64Model model) {
    return new Arm64Oracle(model);
  }

  @Override
  protected IntFunction<GuestProgram> programs(Arm64Model model, long seed) {
    RandomPrograms programs = new RandomPrograms(seed);
    return length -> programs.next(model, length);
  }

  @Override
  protected List<GuestProgram> rare(Arm64Model model) {
    return model.nested()
        ? List.of(chained(), overflowsTwice(), cyclesAtVirtualEl2())
        : List.of(chained(), overflowsTwice());
  }

  /** An even counter wraps at 32 bits, and the next one counts chain. */
  private static GuestProgram chained() {
    return Programs.on(Arm64Machine.tenBits())
        .start()
        .type(0, EventType.CPU_CYCLES)
        .type(1, EventType.CHAIN)
        .write(Register.counter(0), 0xffff_ffffL)
        .write(Kind.PMCNTENSET, 3)
        .write(Kind.PMCR, Pmcr.E)
        .load()
        .retire(EventType.CPU_CYCLES, 1)
        .program();
  }

  /** A counter overflows, and once more after minus what was counted. */
  private static GuestProgram overflowsTwice() {
    return Programs.on(Arm64Machine.tenBits())
        .start()
        .type(0, EventType.CPU_CYCLES)
        .write(Register.counter(0), 0xffff_ffffL)
        .write(Kind.PMCNTENSET, 1)
        .write(Kind.PMCR, Pmcr.E)
        .retire(EventType.CPU_CYCLES, 1)
        .retire(EventType.CPU_CYCLES, 0xffff_ffffL)
        .program();
  }

  /** The cycle counter is asked to count at virtual EL2, where MDCR_EL2.HCCD keeps it still. */
  private static GuestProgram cyclesAtVirtualEl2() {
    return Programs.on(Arm64Machine.plain(true))
        .start()
        .write(Kind.MDCR, Mdcr.HCCD)
        .write(Kind.PMCCFILTR, EventType.NSH)
        .write(Kind.PMCNTENSET, 1L << Arm64Machine.CYCLE)
        .write(Kind.PMCR, Pmcr.E)
        .retire(EventType.CPU_CYCLES, 1)
        .program();
  }
}
