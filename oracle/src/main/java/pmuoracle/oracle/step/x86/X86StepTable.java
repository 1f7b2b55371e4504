package pmuoracle.oracle.step.x86;

import java.util.Optional;
import java.util.OptionalLong;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.step.ActionTable;
import pmuoracle.oracle.step.Plan;
import pmuoracle.oracle.step.StepWords;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Rule;
import pmuoracle.spec.Step;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.Privilege;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Step;

/** x86's plans and numbers. */
public final class X86StepTable
    extends ActionTable<Action, CallFunction, RegisterFunction, CounterFunction> {
  private final int headerBytes;

  public X86StepTable(X86Model model) {
    super(X86Encoding.LAYOUT, Action.values(), Action::plan);
    headerBytes = model.headerBytes();
  }

  @Override
  public Plan<CallFunction, RegisterFunction, CounterFunction> read(
      Step step, Enum<?> kind, Machine machine, StepWords into) {
    long[] inputs = into.inputs();
    return switch ((X86Step.Kind) kind) {
      case SET_FILTER -> {
        request(((X86Step.SetFilter) step).request(), into.called());
        yield plan(Action.SET_FILTER);
      }
      case WRITE -> {
        X86Step.Write write = (X86Step.Write) step;
        inputs[StepInputs.FIRST] = write.value();
        yield access(
            into, place(write.register(), machine), Action.written(write.register().kind()));
      }
      case READ -> {
        Register register = ((X86Step.Read) step).register();
        yield access(into, place(register, machine), Action.read(register.kind()));
      }
      case HOST_READ ->
          access(into, place(((X86Step.HostRead) step).counter(), machine), Action.HOST_READ);
      case HOST_WRITE -> {
        X86Step.HostWrite write = (X86Step.HostWrite) step;
        inputs[StepInputs.FIRST] = write.value();
        yield access(into, place(write.counter(), machine), Action.HOST_WRITE);
      }
      case RETIRE -> {
        X86Step.Retire retire = (X86Step.Retire) step;
        inputs[StepInputs.SECOND] = retire.times();
        occur(retire.event(), retire.privilege(), inputs);
        yield plan(Action.RETIRE);
      }
      case EMULATE -> {
        X86Step.Emulate emulate = (X86Step.Emulate) step;
        long event = emulate.what().event(((X86Machine) machine).vendor());
        occur(event, emulate.privilege(), inputs);
        yield plan(Action.EMULATE);
      }
      case ENTER_L2 -> {
        load(((X86Step.EnterL2) step).globalControl(), inputs);
        yield plan(Action.ENTER_L2);
      }
      case LEAVE_L2 -> {
        load(((X86Step.LeaveL2) step).globalControl(), inputs);
        yield plan(Action.LEAVE_L2);
      }
      case ENTER -> plan(Action.ENTER);
      case RESET -> plan(Action.RESET);
      case INIT -> plan(Action.INIT);
      case SET_CPUID -> plan(Action.SET_CPUID);
    };
  }

  /** All of it but what is said of its entries. */
  private void request(FilterRequest request, long[] called) {
    int at = CallInputs.REQUEST;
    called[at] = request.action();
    called[at + 1] = request.nevents();
    called[at + 2] = request.flags();
    called[at + 3] = request.pad() == 0 ? 0 : 1;
    called[at + 4] = request.readableBytes(headerBytes);
    called[CallInputs.BITMAP] = request.bitmap();
  }

  private static void occur(long event, Privilege privilege, long[] inputs) {
    inputs[StepInputs.FIRST] = event;
    inputs[StepInputs.FLAG] = privilege == Privilege.USER ? 1 : 0;
  }

  private static void load(OptionalLong value, long[] inputs) {
    inputs[StepInputs.FLAG] = value.isPresent() ? 1 : 0;
    inputs[StepInputs.FIRST] = value.orElse(0);
  }

  /** Writes what a request's inputs say of its entries. */
  public static void entries(boolean someReserved, boolean someOpen, long[] called) {
    called[CallInputs.RESERVED] = someReserved ? 1 : 0;
    called[CallInputs.OPEN] = someOpen ? 1 : 0;
  }

  private static int place(Register register, Machine machine) {
    return register.kind() == Register.Kind.FIXED_COUNTER
        ? ((X86Machine) machine).generalPurpose() + register.index()
        : register.index();
  }

  @Override
  public void write(Machine machine, long[] into) {
    MachineTerms.write((X86Machine) machine, into, 0);
  }

  @Override
  public int mostCounters() {
    return X86Machine.MAX_GENERAL_PURPOSE + X86Machine.MAX_FIXED;
  }

  @Override
  public int counters(Machine machine) {
    return ((X86Machine) machine).counters();
  }

  @Override
  public int plainCounters(Machine machine) {
    return ((X86Machine) machine).generalPurpose();
  }

  @Override
  public boolean isSpecial(Machine machine, int counter) {
    return counter >= plainCounters(machine);
  }

  @Override
  public long index(Machine machine, int counter) {
    int generalPurpose = ((X86Machine) machine).generalPurpose();
    return counter < generalPurpose ? counter : counter - generalPurpose;
  }

  @Override
  public RegisterFunction initial() {
    return RegisterFunction.INITIAL;
  }

  @Override
  public Optional<CallFunction> creation() {
    return Optional.empty();
  }

  @Override
  public Rule notRun() {
    throw new AssertionError("an x86 step happens whether or not its virtual CPU has run");
  }
}
