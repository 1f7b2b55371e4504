package pmuoracle.oracle.x86;

import java.util.OptionalLong;
import pmuoracle.oracle.WrittenProgram;
import pmuoracle.spec.x86.Emulated;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.Privilege;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Step;

/** Steps on the first virtual CPU. */
final class Programs extends WrittenProgram<X86Model, Programs> {
  static final long ON = EventSelect.ENABLE | EventSelect.OS;

  private Programs(X86Machine machine) {
    super(machine);
  }

  /** On the machine as it starts, which is for some generations with every counter off. */
  static Programs fresh(X86Machine machine) {
    return new Programs(machine);
  }

  /** After the guest has switched on every counter in global control, if it has that. */
  static Programs on(X86Machine machine) {
    Programs fresh = fresh(machine);
    return machine.globalControl()
        ? fresh.write(Register.GLOBAL_CONTROL, machine.globalBits())
        : fresh;
  }

  @Override
  protected Programs self() {
    return this;
  }

  @Override
  protected X86Oracle oracle(X86Model model) {
    return new X86Oracle(model);
  }

  Programs filter(long action, long flags, long bitmap, long... events) {
    return then(new X86Step.SetFilter(FilterRequest.of(action, flags, bitmap, events)));
  }

  /** Writes the event select of a counter: this event, enabled, in the kernel. */
  Programs select(int counter, long event) {
    return write(Register.eventSelect(counter), event | ON);
  }

  Programs write(Register register, long value) {
    return then(new X86Step.Write(0, register, value));
  }

  Programs read(Register register) {
    return then(new X86Step.Read(0, register));
  }

  Programs enter() {
    return then(new X86Step.Enter(0));
  }

  Programs retire(long event, long times) {
    return then(new X86Step.Retire(0, event, times, Privilege.KERNEL));
  }

  Programs emulate(Emulated what) {
    return then(new X86Step.Emulate(0, what, Privilege.KERNEL));
  }

  Programs enterL2() {
    return then(new X86Step.EnterL2(0, OptionalLong.empty()));
  }

  Programs leaveL2() {
    return then(new X86Step.LeaveL2(0, OptionalLong.empty()));
  }
}
