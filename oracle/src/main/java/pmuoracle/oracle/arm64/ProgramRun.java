package pmuoracle.oracle.arm64;

import java.util.Arrays;
import pmuoracle.oracle.encoding.arm64.CounterState;
import pmuoracle.oracle.encoding.arm64.MachineTerms;
import pmuoracle.oracle.encoding.arm64.VcpuRegisters;
import pmuoracle.oracle.encoding.arm64.VmState;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;
import pmuoracle.spec.Steps;
import pmuoracle.spec.Trace;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Model.Hardware;
import pmuoracle.spec.arm64.Arm64Rule;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.Register;

/** The state of one machine, and which of a model's functions each step applies to it. */
class ProgramRun {
  private static final int PLACES = Arm64Machine.MAX_COUNTERS + 1;

  private final Arm64Model model;
  private final Evaluation evaluation;
  private final long[] in = new long[StepInputs.SIZE];
  private final long[] out = new long[CounterFunction.SIZE];
  private final long[] called = new long[CallInputs.SIZE];
  private final long[] registers = new long[Machine.MAX_VCPUS * VcpuRegisters.SIZE];
  private final long[] counters = new long[Machine.MAX_VCPUS * PLACES * CounterState.SIZE];

  /** Counters from here on are new. */
  private int touched;

  private final long[] initialised = new long[Machine.MAX_VCPUS];
  private final boolean[] hasRun = new boolean[Machine.MAX_VCPUS];

  private final long[] created = new long[VmState.SIZE];
  private final long[] initial = new long[VcpuRegisters.SIZE];

  private Arm64Machine machine = Arm64Machine.plain(false);
  private Trace trace = new Trace();
  private long firedLow;
  private long firedHigh;

  ProgramRun(Arm64Model model, Evaluation evaluation) {
    this.model = model;
    this.evaluation = evaluation;
  }

  /** The rules that took part in the last program, of the first 64 of the law book. */
  final long firedLow() {
    return firedLow;
  }

  /** The rules that took part in the last program, of the others. */
  final long firedHigh() {
    return firedHigh;
  }

  final void run(GuestProgram program, Trace into) {
    begin((Arm64Machine) program.machine(), into);
    Steps steps = program.steps();
    // By index: an iterator per program would be garbage.
    for (int i = 0; i < steps.size(); i++) {
      take(steps.get(i));
      into.endStep();
      stepped(i);
    }
  }

  // Equal machines of which one is not the other are merely set up anew.
  @SuppressWarnings("ReferenceEquality")
  private void begin(Arm64Machine facts, Trace into) {
    trace = into;
    firedLow = 0;
    firedHigh = 0;
    evaluation.begin();
    Arrays.fill(in, MachineTerms.SIZE, StepInputs.SIZE, 0);
    Arrays.fill(called, MachineTerms.SIZE, CallInputs.SIZE, 0);
    if (facts != machine) {
      create(facts);
    }
    System.arraycopy(created, 0, called, CallInputs.VM, VmState.SIZE);
    Arrays.fill(counters, 0, touched, 0);
    touched = 0;
    Arrays.fill(initialised, 0);
    Arrays.fill(hasRun, false);
    for (int vcpu = 0; vcpu < machine.vcpus(); vcpu++) {
      System.arraycopy(initial, 0, registers, vcpu * VcpuRegisters.SIZE, VcpuRegisters.SIZE);
    }
  }

  private void create(Arm64Machine facts) {
    machine = facts;
    MachineTerms.write(facts, in, StepInputs.MACHINE);
    MachineTerms.write(facts, called, 0);
    evaluation.call(CallFunction.CREATION, called, out);
    System.arraycopy(out, 0, created, 0, VmState.SIZE);
    evaluation.registers(RegisterFunction.INITIAL, in, out);
    System.arraycopy(out, 0, initial, 0, VcpuRegisters.SIZE);
  }

  private void take(Step step) {
    int vcpu = step.vcpu();
    if (step instanceof Arm64Step.SetFilter s) {
      CallInputs.write(s.request(), called);
      if (call(CallFunction.FILTER, vcpu) == 0) {
        evaluation.install(s.request());
        in[StepInputs.FILTERED] = called[CallInputs.VM + VmState.FILTERED];
      }
    } else if (step instanceof Arm64Step.SelectPmu s) {
      called[CallInputs.NUMBER] = s.pmu();
      call(CallFunction.SELECTION, vcpu);
    } else if (step instanceof Arm64Step.Init s) {
      called[CallInputs.INTERRUPT] = s.interrupt() ? 1 : 0;
      call(CallFunction.INITIALISATION, vcpu);
    } else if (step instanceof Arm64Step.Run) {
      if (call(CallFunction.RUN, vcpu) == 0) {
        hasRun[vcpu] = true;
        load(vcpu, false);
      }
    } else if (step instanceof Arm64Step.Load) {
      load(vcpu, true);
    } else if (step instanceof Arm64Step.HostWrite s) {
      in[StepInputs.FIRST] = s.value();
      one(CounterFunction.HOST_TYPE_WRITTEN, vcpu, place(s.register()));
    } else if (hasRun[vcpu]) {
      takeGuest(step, vcpu);
    } else {
      for (int i = machine.observations(step).size(); i > 0; i--) {
        trace.addUnknown();
      }
      fired(RuleBits.low(Arm64Rule.NOT_RUN), RuleBits.high(Arm64Rule.NOT_RUN));
    }
  }

  private void takeGuest(Step step, int vcpu) {
    if (step instanceof Arm64Step.Write s) {
      in[StepInputs.FIRST] = s.value();
      trace.add(write(vcpu, s.register()));
    } else if (step instanceof Arm64Step.Read s) {
      read(vcpu, s.register());
    } else if (step instanceof Arm64Step.Go s) {
      in[StepInputs.FIRST] = VcpuRegisters.number(s.level());
      trace.add(change(RegisterFunction.MOVED, CounterFunction.MOVED, vcpu));
    } else if (step instanceof Arm64Step.SwIncr s) {
      in[StepInputs.FIRST] = s.mask();
      count(CounterFunction.INCREMENTED, vcpu);
    } else if (step instanceof Arm64Step.Retire s) {
      in[StepInputs.FIRST] = s.event();
      in[StepInputs.SECOND] = s.times();
      count(CounterFunction.RETIRED, vcpu);
    } else {
      throw new AssertionError(step.verb() + " is not a guest's step");
    }
  }

  private long call(CallFunction function, int vcpu) {
    int own = CallInputs.VM + VmState.INITIALISED;
    called[own] = initialised[vcpu];
    evaluation.call(function, called, out);
    System.arraycopy(out, 0, called, CallInputs.VM, VmState.SIZE);
    initialised[vcpu] = called[own];
    trace.add(out[CallFunction.ERRNO]);
    fired(out[CallFunction.FIRED], out[CallFunction.FIRED + 1]);
    return out[CallFunction.ERRNO];
  }

  private void load(int vcpu, boolean observed) {
    registers(RegisterFunction.LOADED, vcpu);
    if (observed || model.hardware() != Hardware.NONE) {
      every(CounterFunction.LOADED, vcpu, observed);
    }
  }

  private void count(CounterFunction function, int vcpu) {
    registers(RegisterFunction.COUNTED, vcpu);
    every(function, vcpu, true);
  }

  /** The fault; the counters are changed if there is none. */
  private long write(int vcpu, Register register) {
    return switch (register.kind()) {
      case PMEVTYPER -> {
        in[StepInputs.INDEX] = register.index();
        yield writeCounter(
            RegisterFunction.TYPE_WRITTEN, CounterFunction.TYPE_WRITTEN, vcpu, register);
      }
      case PMEVCNTR -> {
        in[StepInputs.INDEX] = register.index();
        yield writeCounter(
            RegisterFunction.COUNTER_ACCESSED, CounterFunction.VALUE_WRITTEN, vcpu, register);
      }
      case PMCCFILTR ->
          writeCounter(
              RegisterFunction.CYCLE_TYPE_WRITTEN, CounterFunction.TYPE_WRITTEN, vcpu, register);
      case PMCCNTR ->
          writeCounter(RegisterFunction.ACCESSED, CounterFunction.VALUE_WRITTEN, vcpu, register);
      case PMCNTENSET -> change(RegisterFunction.ACCESSED, CounterFunction.ENABLES_SET, vcpu);
      case PMCNTENCLR -> change(RegisterFunction.ACCESSED, CounterFunction.ENABLES_CLEARED, vcpu);
      case PMOVSSET -> change(RegisterFunction.ACCESSED, CounterFunction.OVERFLOWS_SET, vcpu);
      case PMOVSCLR -> change(RegisterFunction.ACCESSED, CounterFunction.OVERFLOWS_CLEARED, vcpu);
      case PMCR -> change(RegisterFunction.PMCR_WRITTEN, CounterFunction.PMCR_WRITTEN, vcpu);
      case MDCR -> change(RegisterFunction.MDCR_WRITTEN, CounterFunction.MDCR_WRITTEN, vcpu);
      case HCR -> registers(RegisterFunction.HCR_WRITTEN, vcpu);
      case PMCEID0, PMCEID1 -> registers(RegisterFunction.READ_ONLY_WRITTEN, vcpu);
    };
  }

  private long writeCounter(
      RegisterFunction access, CounterFunction function, int vcpu, Register register) {
    long fault = registers(access, vcpu);
    if (fault == 0) {
      one(function, vcpu, place(register));
      long chains = out[CounterFunction.FIRED] & RuleBits.low(Arm64Rule.CHAIN_UNSETTLED);
      long more = out[CounterFunction.FIRED + 1] & RuleBits.high(Arm64Rule.CHAIN_UNSETTLED);
      in[StepInputs.CHAINED] |= (chains | more) == 0 ? 0 : 1;
    }
    return fault;
  }

  /** Changes the shared registers, lets the counters follow, answers the fault. */
  private long change(RegisterFunction function, CounterFunction following, int vcpu) {
    long fault = registers(function, vcpu);
    if (out[RegisterFunction.FOLLOW] != 0) {
      every(following, vcpu, false);
    }
    return fault;
  }

  private void read(int vcpu, Register register) {
    switch (register.kind()) {
      case PMEVTYPER -> {
        in[StepInputs.INDEX] = register.index();
        readCounter(RegisterFunction.COUNTER_ACCESSED, CounterFunction.TYPE_READ, vcpu, register);
      }
      case PMEVCNTR -> {
        in[StepInputs.INDEX] = register.index();
        readCounter(RegisterFunction.COUNTER_ACCESSED, CounterFunction.VALUE_READ, vcpu, register);
      }
      case PMCCFILTR ->
          readCounter(RegisterFunction.ACCESSED, CounterFunction.TYPE_READ, vcpu, register);
      case PMCCNTR ->
          readCounter(RegisterFunction.ACCESSED, CounterFunction.VALUE_READ, vcpu, register);
      case PMCNTENSET, PMCNTENCLR -> readBitmap(CounterFunction.ENABLED_READ, vcpu);
      case PMOVSSET, PMOVSCLR -> readBitmap(CounterFunction.OVERFLOWED_READ, vcpu);
      case PMCR -> readShared(RegisterFunction.PMCR_READ, vcpu);
      case MDCR -> readShared(RegisterFunction.MDCR_READ, vcpu);
      case HCR -> readShared(RegisterFunction.HCR_READ, vcpu);
      case PMCEID0 -> readShared(RegisterFunction.ADVERTISED0_READ, vcpu);
      case PMCEID1 -> readShared(RegisterFunction.ADVERTISED1_READ, vcpu);
    }
  }

  private void readShared(RegisterFunction function, int vcpu) {
    trace.add(registers(function, vcpu));
    add(out[RegisterFunction.ANSWER], out[RegisterFunction.KNOWN]);
  }

  private void readCounter(
      RegisterFunction access, CounterFunction function, int vcpu, Register register) {
    long fault = registers(access, vcpu);
    trace.add(fault);
    if (fault == 0) {
      one(function, vcpu, place(register));
      add(out[CounterFunction.ANSWER], out[CounterFunction.KNOWN]);
    } else {
      trace.add(0);
    }
  }

  private void readBitmap(CounterFunction function, int vcpu) {
    long fault = registers(RegisterFunction.ACCESSED, vcpu);
    trace.add(fault);
    long bits = 0;
    long known = 1;
    for (int i = 0; fault == 0 && i <= machine.counters(); i++) {
      one(function, vcpu, i == machine.counters() ? Arm64Machine.CYCLE : i);
      bits |= out[CounterFunction.ANSWER];
      known &= out[CounterFunction.KNOWN];
    }
    add(bits, known);
  }

  /** Applies the function to the shared registers and answers the fault. */
  private long registers(RegisterFunction function, int vcpu) {
    int at = vcpu * VcpuRegisters.SIZE;
    System.arraycopy(registers, at, in, StepInputs.BEFORE, VcpuRegisters.SIZE);
    evaluation.registers(function, in, out);
    System.arraycopy(out, 0, registers, at, VcpuRegisters.SIZE);
    System.arraycopy(out, 0, in, StepInputs.AFTER, VcpuRegisters.SIZE);
    fired(out[RegisterFunction.FIRED], out[RegisterFunction.FIRED + 1]);
    long fault = out[RegisterFunction.FAULT];
    if (fault == 0) {
      shared(function, vcpu, in);
    }
    return fault;
  }

  /** Applies the function to every counter, the cycle counter last. */
  private void every(CounterFunction function, int vcpu, boolean observed) {
    in[StepInputs.CARRIED] = 0;
    for (int i = 0; i <= machine.counters(); i++) {
      one(function, vcpu, i == machine.counters() ? Arm64Machine.CYCLE : i);
      in[StepInputs.CARRIED] = out[CounterFunction.CARRIES];
      if (observed) {
        add(out[CounterFunction.ANSWER], out[CounterFunction.KNOWN]);
      }
    }
  }

  private void one(CounterFunction function, int vcpu, int counter) {
    int at = present(vcpu, counter);
    evaluation.counter(function, counter == Arm64Machine.CYCLE, in, out);
    System.arraycopy(out, 0, counters, at, CounterState.SIZE);
    touched = Math.max(touched, at + CounterState.SIZE);
    fired(out[CounterFunction.FIRED], out[CounterFunction.FIRED + 1]);
    counted(function, counter, in, out);
  }

  /** Makes it the counter the inputs are about; where its state begins. */
  final int present(int vcpu, int counter) {
    // The cycle counter before the others: few are there, so little is to be cleared.
    int at = (vcpu * PLACES + (counter + 1) % PLACES) * CounterState.SIZE;
    in[StepInputs.INDEX] = counter;
    System.arraycopy(counters, at, in, StepInputs.COUNTER, CounterState.SIZE);
    return at;
  }

  /** How many event counters there are. */
  final int eventCounters() {
    return machine.counters();
  }

  private static int place(Register register) {
    return register.isIndexed() ? register.index() : Arm64Machine.CYCLE;
  }

  private void add(long cell, long known) {
    if (known != 0) {
      trace.add(cell);
    } else {
      trace.addUnknown();
    }
  }

  private void fired(long low, long high) {
    firedLow |= low;
    firedHigh |= high;
    ruled(low, high);
  }

  /** For those who watch: rules that took part in the current step. */
  void ruled(long low, long high) {}

  /** For those who watch: the function changed registers, without a fault. */
  void shared(RegisterFunction function, int vcpu, long[] inputs) {}

  /** For those who watch: what the function said of the counter. */
  void counted(CounterFunction function, int counter, long[] inputs, long[] outputs) {}

  /** For those who watch: the step is over. */
  void stepped(int step) {}
}
