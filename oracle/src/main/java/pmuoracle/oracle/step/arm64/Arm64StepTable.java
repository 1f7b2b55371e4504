package pmuoracle.oracle.step.arm64;

import java.util.Optional;
import pmuoracle.oracle.encoding.arm64.MachineTerms;
import pmuoracle.oracle.encoding.arm64.VcpuRegisters;
import pmuoracle.oracle.step.ActionTable;
import pmuoracle.oracle.step.Plan;
import pmuoracle.oracle.step.StepWords;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Rule;
import pmuoracle.spec.Step;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Rule;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.Register;

/** One arm64 model's plans, and arm64's numbers. */
public final class Arm64StepTable
    extends ActionTable<Action, CallFunction, RegisterFunction, CounterFunction> {

  public Arm64StepTable(Arm64Model model) {
    super(Arm64Encoding.LAYOUT, Action.values(), action -> action.plan(model));
  }

  @Override
  public Plan<CallFunction, RegisterFunction, CounterFunction> read(
      Step step, Enum<?> kind, Machine machine, StepWords into) {
    long[] inputs = into.inputs();
    return switch ((Arm64Step.Kind) kind) {
      case SET_FILTER -> {
        CallInputs.write(((Arm64Step.SetFilter) step).request(), into.called());
        yield plan(Action.SET_FILTER);
      }
      case SELECT_PMU -> {
        into.called()[CallInputs.NUMBER] = ((Arm64Step.SelectPmu) step).pmu();
        yield plan(Action.SELECT_PMU);
      }
      case INIT -> {
        into.called()[CallInputs.INTERRUPT] = ((Arm64Step.Init) step).interrupt() ? 1 : 0;
        yield plan(Action.INIT);
      }
      case WRITE -> {
        Arm64Step.Write write = (Arm64Step.Write) step;
        inputs[StepInputs.FIRST] = write.value();
        yield access(
            into, place(write.register(), machine), Action.written(write.register().kind()));
      }
      case READ -> {
        Register register = ((Arm64Step.Read) step).register();
        yield access(into, place(register, machine), Action.read(register.kind()));
      }
      case HOST_WRITE -> {
        Arm64Step.HostWrite write = (Arm64Step.HostWrite) step;
        inputs[StepInputs.FIRST] = write.value();
        yield access(into, place(write.register(), machine), Action.HOST_WRITE_TYPE);
      }
      case SW_INCR -> {
        inputs[StepInputs.FIRST] = ((Arm64Step.SwIncr) step).mask();
        yield plan(Action.SW_INCR);
      }
      case GO -> {
        inputs[StepInputs.FIRST] = VcpuRegisters.number(((Arm64Step.Go) step).level());
        yield plan(Action.GO);
      }
      case RETIRE -> {
        Arm64Step.Retire retire = (Arm64Step.Retire) step;
        inputs[StepInputs.FIRST] = retire.event();
        inputs[StepInputs.SECOND] = retire.times();
        yield plan(Action.RETIRE);
      }
      case RUN -> plan(Action.RUN);
      case LOAD -> plan(Action.LOAD);
    };
  }

  /** A register can be of an event counter that is not there, whose place is behind all others. */
  private static int place(Register register, Machine machine) {
    int cycle = cycle(machine);
    int index = register.index();
    return !register.isIndexed() ? cycle : index < cycle ? index : index + 1;
  }

  /** The place of the cycle counter. */
  private static int cycle(Machine machine) {
    return ((Arm64Machine) machine).counters();
  }

  @Override
  public void write(Machine machine, long[] into) {
    MachineTerms.write((Arm64Machine) machine, into, 0);
  }

  @Override
  public int mostCounters() {
    return Arm64Machine.MAX_COUNTERS + 1;
  }

  @Override
  public int counters(Machine machine) {
    return ((Arm64Machine) machine).counters() + 1;
  }

  @Override
  public int plainCounters(Machine machine) {
    return cycle(machine);
  }

  @Override
  public boolean isSpecial(Machine machine, int counter) {
    return counter == cycle(machine);
  }

  @Override
  public long index(Machine machine, int counter) {
    int cycle = cycle(machine);
    return counter == cycle ? Arm64Machine.CYCLE : counter < cycle ? counter : counter - 1;
  }

  @Override
  public RegisterFunction initial() {
    return RegisterFunction.INITIAL;
  }

  @Override
  public Optional<CallFunction> creation() {
    return Optional.of(CallFunction.CREATION);
  }

  @Override
  public Rule notRun() {
    return Arm64Rule.NOT_RUN;
  }
}
