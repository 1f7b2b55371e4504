package pmuoracle.oracle.x86;

import java.util.List;
import java.util.function.IntFunction;
import pmuoracle.oracle.Oracle;
import pmuoracle.oracle.OracleContract;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.x86.Emulated;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Models;
import pmuoracle.spec.x86.X86Rule;

final class X86OracleTest extends OracleContract<X86Model> {
  static final List<X86Model> MODELS = X86Models.ALL;

  /** The action with which the review of 2019 denies. */
  private static final long REJECT = 2;

  X86OracleTest() {
    super(MODELS, List.of(X86Rule.values()));
  }

  @Override
  protected Oracle oracle(X86Model model) {
    return new X86Oracle(model);
  }

  @Override
  protected IntFunction<GuestProgram> programs(X86Model model, long seed) {
    RandomPrograms programs = new RandomPrograms(seed);
    return length -> programs.next(model, length);
  }

  @Override
  protected List<GuestProgram> rare(X86Model model) {
    return List.of(rejected(), overflowLost(), checkpointed());
  }

  /** An event that is listed and one that is not, under the action that denies. */
  private static GuestProgram rejected() {
    return Programs.on(X86Machine.intel(2, 0))
        .filter(REJECT, 0, 0, 0xc0)
        .select(0, 0xc0)
        .select(1, 0xc4)
        .enter()
        .program();
  }

  /** An instruction that KVM completes lets a counter wrap, which is off when it is programmed. */
  private static GuestProgram overflowLost() {
    return Programs.on(X86Machine.intel(1, 0))
        .select(0, 0xc0)
        .write(Register.counter(0), -1L)
        .emulate(Emulated.INSTRUCTION)
        .write(Register.eventSelect(0), 0)
        .enter()
        .program();
  }

  /** A counter without a period wraps. */
  private static GuestProgram checkpointed() {
    X86Machine machine = new X86Machine(Vendor.INTEL, 3, 0, true, 48, true, false, false, 0, 64, 1);
    return Programs.on(machine)
        .select(2, 0xc0 | EventSelect.IN_TX_CHECKPOINTED)
        .enter()
        .write(Register.counter(2), -1L)
        .retire(0xc0, 1)
        .program();
  }
}
