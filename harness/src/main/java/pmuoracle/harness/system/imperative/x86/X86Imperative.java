package pmuoracle.harness.system.imperative.x86;

import pmuoracle.harness.system.imperative.Imperative;
import pmuoracle.spec.Errno;
import pmuoracle.spec.Fault;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;
import pmuoracle.spec.Trace;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.FixedControl;
import pmuoracle.spec.x86.Privilege;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Step;

/**
 * The fast implementation of one x86 model.
 *
 * <p>State is reused from program to program. After a filter whose effect the model's sources do
 * not settle, everything observed of counters is unknown until the program ends.
 */
public final class X86Imperative extends Imperative {
  private final X86Model model;
  private final Acceptance acceptance;
  private final InstalledFilter filter;
  private final Procedure procedure;
  private final VirtualCpu[] perfBacked = new VirtualCpu[Machine.MAX_VCPUS];
  private final VirtualCpu[] mediated = new VirtualCpu[Machine.MAX_VCPUS];

  private final GuestAccess access;

  private VirtualCpu[] cpus = perfBacked;
  private X86Machine machine = X86Machine.intel(0, 0);

  /** The implementation of the model, {@code imperative}. */
  public X86Imperative(X86Model model) {
    this("imperative", model, new Procedure());
  }

  /** A variant whose parts the procedure makes. */
  public X86Imperative(String id, X86Model model, Procedure procedure) {
    super(id);
    this.model = model;
    this.procedure = procedure;
    acceptance = procedure.acceptance(model);
    filter = procedure.filter(model);
    for (int i = 0; i < Machine.MAX_VCPUS; i++) {
      perfBacked[i] = procedure.perfBacked(model, filter);
      mediated[i] = procedure.mediated(model, filter);
    }
    access = new GuestAccess(model, filter);
  }

  @Override
  protected void start(Machine any) {
    X86Machine next = (X86Machine) any;
    machine = next;
    cpus = next.mediated() ? mediated : perfBacked;
    access.start(next);
    filter.clear(next.vendor());
    for (int i = 0; i < next.vcpus(); i++) {
      cpus[i].start(next);
    }
  }

  @Override
  protected void run(Step step, Enum<?> kind, Trace into) {
    VirtualCpu cpu = cpus[step.vcpu()];
    switch ((X86Step.Kind) kind) {
      case SET_FILTER ->
          into.add(setFilter(procedure.asRead(((X86Step.SetFilter) step).request())).number());
      case WRITE -> {
        X86Step.Write write = (X86Step.Write) step;
        into.add(access.write(cpu, write.register(), write.value()).number());
      }
      case READ -> {
        X86Step.Read read = (X86Step.Read) step;
        into.add(Fault.NONE.number());
        long value = access.read(cpu, read.register());
        boolean ofCounter =
            switch (read.register().kind()) {
              case COUNTER, FULL_WIDTH_COUNTER, FIXED_COUNTER, GLOBAL_STATUS -> true;
              case EVENT_SELECT, FIXED_CONTROL, GLOBAL_CONTROL, GLOBAL_STATUS_CLEAR, EFER -> false;
            };
        if (ofCounter) {
          addCounting(into, value);
        } else {
          into.add(value);
        }
      }
      case ENTER -> cpu.enter();
      case RETIRE -> {
        X86Step.Retire retire = (X86Step.Retire) step;
        int privilege = privilege(retire.privilege());
        for (int c = 0; c < machine.counters(); c++) {
          addCounting(into, cpu.retire(c, retire.event(), retire.times(), privilege));
        }
      }
      case EMULATE -> {
        X86Step.Emulate emulate = (X86Step.Emulate) step;
        long event = emulate.what().event(machine.vendor());
        int privilege = privilege(emulate.privilege());
        for (int c = 0; c < machine.counters(); c++) {
          addCounting(into, cpu.emulate(c, event, privilege));
        }
      }
      case ENTER_L2 ->
          into.add(access.enterL2(cpu, ((X86Step.EnterL2) step).globalControl()).number());
      case LEAVE_L2 ->
          into.add(access.leaveL2(cpu, ((X86Step.LeaveL2) step).globalControl()).number());
      case HOST_READ ->
          addCounting(into, cpu.counter(access.counter(((X86Step.HostRead) step).counter())));
      case HOST_WRITE -> {
        X86Step.HostWrite write = (X86Step.HostWrite) step;
        cpu.setCounter(access.counter(write.counter()), write.value());
      }
      case RESET -> cpu.resetByOwner();
      case INIT -> cpu.init();
      case SET_CPUID -> {
        cpu.refresh();
        into.add(Errno.OK.number());
      }
    }
    if (isGuests((X86Step.Kind) kind)) {
      cpu.ran();
    }
  }

  /** Whether the guest does it, so that the virtual CPU runs. */
  private static boolean isGuests(X86Step.Kind kind) {
    return switch (kind) {
      case WRITE, READ, ENTER, RETIRE, EMULATE, ENTER_L2, LEAVE_L2 -> true;
      case SET_FILTER, HOST_READ, HOST_WRITE, RESET, INIT, SET_CPUID -> false;
    };
  }

  private Errno setFilter(FilterRequest request) {
    Errno errno = acceptance.errno(machine, request);
    if (errno == Errno.OK) {
      filter.install(acceptance.filter(machine, request));
      for (int i = 0; model.push() && i < machine.vcpus(); i++) {
        cpus[i].filterReplaced();
      }
    }
    return errno;
  }

  private void addCounting(Trace into, long cell) {
    if (filter.isSettled()) {
      into.add(cell);
    } else {
      into.addUnknown();
    }
  }

  private static int privilege(Privilege privilege) {
    return (int)
        switch (privilege) {
          case KERNEL -> FixedControl.OS;
          case USER -> FixedControl.USR;
        };
  }
}
