package pmuoracle.harness.system.imperative.x86;

import java.util.OptionalLong;
import pmuoracle.harness.system.imperative.StepScript;
import pmuoracle.spec.Trace;
import pmuoracle.spec.x86.Emulated;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.Privilege;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Step;

/** Guest programs written as a chain of steps on virtual CPU 0, unless another is chosen. */
public final class Script extends StepScript<Script> {
  /** Enable, kernel and user. */
  public static final long ON = EventSelect.ENABLE | EventSelect.OS | EventSelect.USR;

  private Script(X86Machine machine) {
    super(machine);
  }

  @Override
  protected Script self() {
    return this;
  }

  /** On the machine as it starts, which is for some generations with every counter off. */
  static Script fresh(X86Machine machine) {
    return new Script(machine);
  }

  /** After the guest has switched on every counter in global control, if it has that. */
  public static Script on(X86Machine machine) {
    Script fresh = fresh(machine);
    return machine.globalControl() ? fresh.globalControl(machine.globalBits()) : fresh;
  }

  public Script filter(FilterRequest request) {
    return add(new X86Step.SetFilter(request));
  }

  public Script allow(long... events) {
    return filter(FilterRequest.of(FilterRequest.ALLOW, 0, 0, events));
  }

  public Script deny(long... events) {
    return filter(FilterRequest.of(FilterRequest.DENY, 0, 0, events));
  }

  public Script masked(long action, long... entries) {
    return filter(FilterRequest.of(action, FilterRequest.MASKED_EVENTS, 0, entries));
  }

  public Script bitmap(long action, long bitmap) {
    return filter(FilterRequest.of(action, 0, bitmap));
  }

  public Script write(Register register, long value) {
    return add(new X86Step.Write(vcpu, register, value));
  }

  /** The counter is enabled on the event at both privileges. */
  public Script select(int counter, long event) {
    return write(Register.eventSelect(counter), event | ON);
  }

  public Script fixedControl(long value) {
    return write(Register.FIXED_CONTROL, value);
  }

  public Script globalControl(long value) {
    return write(Register.GLOBAL_CONTROL, value);
  }

  public Script read(Register register) {
    return add(new X86Step.Read(vcpu, register));
  }

  public Script enter() {
    return add(new X86Step.Enter(vcpu));
  }

  public Script retire(long event, long times) {
    return retire(event, times, Privilege.KERNEL);
  }

  public Script retire(long event, long times, Privilege privilege) {
    return add(new X86Step.Retire(vcpu, event, times, privilege));
  }

  public Script emulate(Emulated what) {
    return emulate(what, Privilege.KERNEL);
  }

  public Script emulate(Emulated what, Privilege privilege) {
    return add(new X86Step.Emulate(vcpu, what, privilege));
  }

  public Script enterL2() {
    return add(new X86Step.EnterL2(vcpu, OptionalLong.empty()));
  }

  public Script enterL2(long globalControl) {
    return add(new X86Step.EnterL2(vcpu, OptionalLong.of(globalControl)));
  }

  public Script leaveL2() {
    return add(new X86Step.LeaveL2(vcpu, OptionalLong.empty()));
  }

  public Script leaveL2(long globalControl) {
    return add(new X86Step.LeaveL2(vcpu, OptionalLong.of(globalControl)));
  }

  public Script hostRead(Register counter) {
    return add(new X86Step.HostRead(vcpu, counter));
  }

  public Script hostWrite(Register counter, long value) {
    return add(new X86Step.HostWrite(vcpu, counter, value));
  }

  public Script reset() {
    return add(new X86Step.Reset(vcpu));
  }

  public Script init() {
    return add(new X86Step.Init(vcpu));
  }

  public Script setCpuid() {
    return add(new X86Step.SetCpuid(vcpu));
  }

  /** What the last step showed under the model, as {@code name value} pairs. */
  public String last(X86Model model) {
    return last(new X86Imperative(model));
  }

  /** The last step's last cell under the model. */
  public long lastCell(X86Model model) {
    Trace trace = trace(new X86Imperative(model));
    int step = trace.steps() - 1;
    return trace.cell(step, trace.width(step) - 1);
  }
}
