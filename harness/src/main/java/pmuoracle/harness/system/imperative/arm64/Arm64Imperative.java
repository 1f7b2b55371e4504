package pmuoracle.harness.system.imperative.arm64;

import static pmuoracle.spec.arm64.Arm64Machine.CYCLE;

import pmuoracle.harness.system.imperative.Imperative;
import pmuoracle.spec.Errno;
import pmuoracle.spec.Fault;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;
import pmuoracle.spec.Trace;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.Register;

/**
 * The fast implementation of one arm64 model.
 *
 * <p>State is reused from program to program. Where the model's sources do not settle chained
 * counters, everything observed of counters is unknown from the first guest write of a type
 * register with the chain event until the program ends.
 */
public final class Arm64Imperative extends Imperative {
  private final Arm64Model model;
  private final InstalledFilter filter;
  private final Lifecycle lifecycle;
  private final Acceptance acceptance;
  private final Advertised advertised;
  private final GuestAccess access;
  private final VirtualCpu[] cpus = new VirtualCpu[Machine.MAX_VCPUS];

  private Arm64Machine machine = Arm64Machine.plain(false);
  private boolean settled;

  /** The implementation of the model, {@code imperative}. */
  public Arm64Imperative(Arm64Model model) {
    this("imperative", model, new Procedure());
  }

  /** A variant whose parts the procedure makes. */
  public Arm64Imperative(String id, Arm64Model model, Procedure procedure) {
    super(id);
    this.model = model;
    filter = procedure.filter();
    lifecycle = procedure.lifecycle(model, filter);
    acceptance = procedure.acceptance(model, lifecycle, filter);
    advertised = procedure.advertised(model, filter);
    access = new GuestAccess(advertised);
    for (int i = 0; i < Machine.MAX_VCPUS; i++) {
      cpus[i] = procedure.cpu(model, filter);
    }
  }

  @Override
  protected void start(Machine any) {
    Arm64Machine next = (Arm64Machine) any;
    machine = next;
    settled = true;
    filter.clear();
    lifecycle.start(next);
    acceptance.start(next);
    advertised.start(next);
    access.start(next);
    for (int i = 0; i < next.vcpus(); i++) {
      cpus[i].start(next);
    }
  }

  @Override
  protected void run(Step step, Enum<?> kind, Trace into) {
    int vcpu = step.vcpu();
    VirtualCpu cpu = cpus[vcpu];
    boolean answered = lifecycle.isSettled();
    switch ((Arm64Step.Kind) kind) {
      case SET_FILTER -> add(setFilter((Arm64Step.SetFilter) step).number(), answered, into);
      case SELECT_PMU -> add(lifecycle.select((Arm64Step.SelectPmu) step).number(), answered, into);
      case INIT -> add(lifecycle.initialise((Arm64Step.Init) step).number(), answered, into);
      case RUN -> add(enter(cpu, vcpu).number(), answered, into);
      case HOST_WRITE -> {
        Arm64Step.HostWrite write = (Arm64Step.HostWrite) step;
        if (!lifecycle.isDead()) {
          cpu.storeType(typeIndex(write.register()), write.value(), lifecycle.hasRun(vcpu));
        }
      }
      case LOAD -> {
        cpu.load();
        addHardware(cpu, into);
      }
      case WRITE, READ, SW_INCR, GO, RETIRE -> {
        if (lifecycle.hasRun(vcpu)) {
          runGuest(cpu, step, kind, into);
        } else {
          addUnknown(machine.observations(step).size(), into);
        }
      }
    }
  }

  private void runGuest(VirtualCpu cpu, Step step, Enum<?> kind, Trace into) {
    switch ((Arm64Step.Kind) kind) {
      case WRITE -> into.add(write(cpu, (Arm64Step.Write) step).number());
      case READ -> read(cpu, ((Arm64Step.Read) step).register(), into);
      case SW_INCR -> {
        cpu.softwareIncrement(((Arm64Step.SwIncr) step).mask());
        addAdvances(cpu, into);
      }
      case GO -> into.add(cpu.go(((Arm64Step.Go) step).level()).number());
      case RETIRE -> {
        Arm64Step.Retire retire = (Arm64Step.Retire) step;
        cpu.retire(retire.event(), retire.times());
        addAdvances(cpu, into);
      }
      case SET_FILTER, SELECT_PMU, INIT, RUN, HOST_WRITE, LOAD ->
          throw new AssertionError(step + " is none of the guest's");
    }
  }

  private Errno setFilter(Arm64Step.SetFilter step) {
    Errno errno = acceptance.errno(machine, step);
    if (errno == Errno.OK) {
      filter.apply(acceptance.range(step.request()));
    }
    return errno;
  }

  private Errno enter(VirtualCpu cpu, int vcpu) {
    Errno errno = lifecycle.run(vcpu);
    if (errno == Errno.OK) {
      cpu.load();
    }
    return errno;
  }

  private Fault write(VirtualCpu cpu, Arm64Step.Write write) {
    Register register = write.register();
    Fault fault = access.write(cpu, register, write.value());
    if (fault == Fault.NONE
        && !model.chainSettled()
        && register.kind() == Register.Kind.PMEVTYPER
        && cpu.registers().event(register.index()) == EventType.CHAIN) {
      settled = false;
    }
    return fault;
  }

  private void read(VirtualCpu cpu, Register register, Trace into) {
    Fault fault = access.fault(cpu, register);
    into.add(fault.number());
    if (fault != Fault.NONE) {
      into.add(0);
    } else {
      add(access.read(cpu, register), isKnown(cpu, register), into);
    }
  }

  private boolean isKnown(VirtualCpu cpu, Register register) {
    boolean ofCounter =
        switch (register.kind()) {
          case PMEVCNTR, PMCCNTR, PMOVSSET, PMOVSCLR -> true;
          case PMEVTYPER, PMCCFILTR, PMCNTENSET, PMCNTENCLR, PMCR, PMCEID0, PMCEID1, MDCR, HCR ->
              false;
        };
    return (settled || !ofCounter) && access.isKnown(cpu, register);
  }

  private void addAdvances(VirtualCpu cpu, Trace into) {
    for (int i = 0; i < machine.counters(); i++) {
      add(cpu.advanced(i), settled && cpu.isAdvanceKnown(i), into);
    }
    add(cpu.advanced(CYCLE), settled && cpu.isAdvanceKnown(CYCLE), into);
  }

  private void addHardware(VirtualCpu cpu, Trace into) {
    if (machine.pmu() && cpu instanceof HardwareBacked backed) {
      for (int i = 0; i < machine.counters(); i++) {
        add(backed.hardwareType(i), backed.isHardwareKnown(i), into);
      }
      add(backed.hardwareType(CYCLE), backed.isHardwareKnown(CYCLE), into);
    } else {
      addUnknown(machine.counters() + 1, into);
    }
  }

  private static int typeIndex(Register register) {
    return register.kind() == Register.Kind.PMCCFILTR ? CYCLE : register.index();
  }

  private static void add(long cell, boolean known, Trace into) {
    if (known) {
      into.add(cell);
    } else {
      into.addUnknown();
    }
  }

  private static void addUnknown(int cells, Trace into) {
    for (int i = 0; i < cells; i++) {
      into.addUnknown();
    }
  }
}
