package pmuoracle.oracle.x86;

import java.util.Arrays;
import java.util.OptionalLong;
import pmuoracle.oracle.encoding.x86.CounterState;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.encoding.x86.VcpuRegisters;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;
import pmuoracle.spec.Steps;
import pmuoracle.spec.Trace;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.Privilege;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Rule;
import pmuoracle.spec.x86.X86Step;

/** The state of one machine, and which of a model's functions each step applies to it. */
class ProgramRun {
  private final X86Model model;
  private final Evaluation evaluation;
  private final long[] in = new long[StepInputs.SIZE];
  private final long[] out = new long[CounterFunction.SIZE];
  private final long[] registers = new long[Machine.MAX_VCPUS * VcpuRegisters.SIZE];
  private final long[] counters =
      new long
          [Machine.MAX_VCPUS
              * (X86Machine.MAX_GENERAL_PURPOSE + X86Machine.MAX_FIXED)
              * CounterState.SIZE];

  private final long[] initial = new long[VcpuRegisters.SIZE];

  private X86Machine machine = X86Machine.amd();
  private Trace trace = new Trace();
  private boolean unsettled;
  private long fired;

  ProgramRun(X86Model model, Evaluation evaluation) {
    this.model = model;
    this.evaluation = evaluation;
  }

  /** The rules that took part in the last program, by their places in the law book. */
  final long fired() {
    return fired;
  }

  final void run(GuestProgram program, Trace into) {
    begin((X86Machine) program.machine(), into);
    Steps steps = program.steps();
    // By index: an iterator per program would be garbage.
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      in[StepInputs.FIRST] = 0;
      take(step);
      into.endStep();
      stepped(i);
    }
  }

  /** Counters from this place on are fixed. */
  final int generalPurposeCounters() {
    return machine.generalPurpose();
  }

  // Equal machines of which one is not the other are merely set up anew.
  @SuppressWarnings("ReferenceEquality")
  private void begin(X86Machine facts, Trace into) {
    trace = into;
    unsettled = false;
    fired = 0;
    evaluation.begin(facts);
    Arrays.fill(in, MachineTerms.SIZE, StepInputs.SIZE, 0);
    if (facts != machine) {
      machine = facts;
      MachineTerms.write(facts, in, StepInputs.MACHINE);
      evaluation.registers(RegisterFunction.INITIAL, in, out);
      System.arraycopy(out, 0, initial, 0, VcpuRegisters.SIZE);
    }
    Arrays.fill(counters, 0, machine.vcpus() * machine.counters() * CounterState.SIZE, 0);
    for (int vcpu = 0; vcpu < machine.vcpus(); vcpu++) {
      System.arraycopy(initial, 0, registers, vcpu * VcpuRegisters.SIZE, VcpuRegisters.SIZE);
    }
  }

  private void take(Step step) {
    int vcpu = step.vcpu();
    System.arraycopy(
        registers, vcpu * VcpuRegisters.SIZE, in, StepInputs.BEFORE, VcpuRegisters.SIZE);
    if (step instanceof X86Step.SetFilter s) {
      setFilter(s.request());
    } else if (step instanceof X86Step.Write s) {
      write(vcpu, s.register(), s.value());
    } else if (step instanceof X86Step.Read s) {
      trace.add(0);
      read(vcpu, s.register());
    } else if (step instanceof X86Step.Enter) {
      enter(vcpu);
    } else if (step instanceof X86Step.Retire s) {
      in[StepInputs.SECOND] = s.times();
      occur(CounterFunction.RETIRED, vcpu, s.event(), s.privilege());
    } else if (step instanceof X86Step.Emulate s) {
      occur(CounterFunction.COMPLETED, vcpu, s.what().event(machine.vendor()), s.privilege());
    } else if (step instanceof X86Step.EnterL2 s) {
      move(RegisterFunction.L2_ENTERED, vcpu, s.globalControl());
    } else if (step instanceof X86Step.LeaveL2 s) {
      move(RegisterFunction.L2_LEFT, vcpu, s.globalControl());
    } else if (step instanceof X86Step.HostRead s) {
      read(vcpu, s.counter());
    } else if (step instanceof X86Step.HostWrite s) {
      in[StepInputs.FIRST] = s.value();
      one(CounterFunction.VALUE_WRITTEN, vcpu, place(s.counter()));
    } else {
      reset(vcpu);
    }
  }

  /** An entry leaves a perf-backed counter that is not pending as it is; that is proved. */
  private void enter(int vcpu) {
    for (int i = 0; i < machine.counters(); i++) {
      if (!mayEnterUnseen() || machine.mediated() || state(vcpu, i, CounterState.PENDING) != 0) {
        one(CounterFunction.ENTERED, vcpu, i);
      }
    }
  }

  private void setFilter(FilterRequest request) {
    evaluation.accept(request, out);
    trace.add(out[0]);
    fired(out[1]);
    if (out[0] != 0) {
      return;
    }
    evaluation.install(request);
    unsettled |= evaluation.isUnsettled();
    in[StepInputs.FILTER] = 1;
    in[StepInputs.FILTER + 1] = request.action();
    in[StepInputs.FILTER + 2] = model.headerBytes() > 8 ? request.bitmap() : 0;
    for (int vcpu = 0; vcpu < machine.vcpus(); vcpu++) {
      every(CounterFunction.FILTER_SET, vcpu, false);
    }
  }

  private void write(int vcpu, Register register, long value) {
    in[StepInputs.FIRST] = value;
    switch (register.kind()) {
      case EVENT_SELECT -> writeCounter(CounterFunction.SELECT_WRITTEN, vcpu, register);
      case COUNTER -> writeCounter(CounterFunction.LEGACY_WRITTEN, vcpu, register);
      case FULL_WIDTH_COUNTER -> writeCounter(CounterFunction.FULL_WIDTH_WRITTEN, vcpu, register);
      case FIXED_COUNTER -> writeCounter(CounterFunction.VALUE_WRITTEN, vcpu, register);
      case FIXED_CONTROL -> change(RegisterFunction.FIXED_CONTROL_WRITTEN, vcpu);
      case GLOBAL_CONTROL -> change(RegisterFunction.GLOBAL_CONTROL_WRITTEN, vcpu);
      case GLOBAL_STATUS -> change(RegisterFunction.STATUS_WRITTEN, vcpu);
      case GLOBAL_STATUS_CLEAR -> {
        if (change(RegisterFunction.STATUS_CLEAR_WRITTEN, vcpu) == 0) {
          every(CounterFunction.STATUS_CLEARED, vcpu, false);
        }
      }
      case EFER -> change(RegisterFunction.EFER_WRITTEN, vcpu);
    }
  }

  private void writeCounter(CounterFunction function, int vcpu, Register register) {
    one(function, vcpu, place(register));
    trace.add(out[CounterFunction.ANSWER]);
  }

  private void move(RegisterFunction function, int vcpu, OptionalLong loaded) {
    in[StepInputs.FLAG] = loaded.isPresent() ? 1 : 0;
    in[StepInputs.FIRST] = loaded.orElse(0);
    change(function, vcpu);
  }

  /** Applies the function to the shared registers, lets the counters follow, returns the fault. */
  private long change(RegisterFunction function, int vcpu) {
    evaluation.registers(function, in, out);
    long fault = out[RegisterFunction.FAULT];
    trace.add(fault);
    fired(out[RegisterFunction.FIRED]);
    int base = vcpu * VcpuRegisters.SIZE;
    if (!Arrays.equals(out, 0, VcpuRegisters.SIZE, registers, base, base + VcpuRegisters.SIZE)) {
      System.arraycopy(out, 0, in, StepInputs.AFTER, VcpuRegisters.SIZE);
      System.arraycopy(out, 0, registers, base, VcpuRegisters.SIZE);
      every(CounterFunction.REGISTERS_CHANGED, vcpu, false);
    }
    return fault;
  }

  private void occur(CounterFunction function, int vcpu, long event, Privilege privilege) {
    in[StepInputs.FIRST] = event;
    in[StepInputs.FLAG] = privilege == Privilege.USER ? 1 : 0;
    every(function, vcpu, true);
  }

  private void reset(int vcpu) {
    evaluation.registers(RegisterFunction.RESET, in, out);
    System.arraycopy(out, 0, registers, vcpu * VcpuRegisters.SIZE, VcpuRegisters.SIZE);
    every(CounterFunction.RESET, vcpu, false);
  }

  private void read(int vcpu, Register register) {
    switch (register.kind()) {
      case COUNTER, FULL_WIDTH_COUNTER, FIXED_COUNTER -> {
        one(CounterFunction.READ, vcpu, place(register));
        settled(out[CounterFunction.ANSWER]);
      }
      case GLOBAL_STATUS -> settled(status(vcpu));
      case EVENT_SELECT -> trace.add(state(vcpu, register.index(), CounterState.SELECT));
      case FIXED_CONTROL -> trace.add(in[StepInputs.BEFORE]);
      case GLOBAL_CONTROL -> trace.add(in[StepInputs.BEFORE + 1]);
      case GLOBAL_STATUS_CLEAR -> trace.add(0);
      case EFER -> trace.add(in[StepInputs.BEFORE + 2] * Register.SVME);
    }
    fired(RuleBits.of(X86Rule.READ_AS_WRITTEN));
  }

  private long status(int vcpu) {
    long bits = 0;
    for (int i = 0; i < machine.counters(); i++) {
      bits |= state(vcpu, i, CounterState.STATUS) << machine.globalBit(i);
    }
    return bits;
  }

  /** Applies the function to every counter of the virtual CPU. */
  private void every(CounterFunction function, int vcpu, boolean observed) {
    for (int i = 0; i < machine.counters(); i++) {
      one(function, vcpu, i);
      if (observed) {
        settled(out[CounterFunction.ANSWER]);
      }
    }
  }

  /** Applies the function to one counter, counted from 0 with the fixed ones last. */
  private void one(CounterFunction function, int vcpu, int counter) {
    boolean fixed = counter >= machine.generalPurpose();
    int at = (vcpu * machine.counters() + counter) * CounterState.SIZE;
    in[StepInputs.INDEX] = fixed ? counter - machine.generalPurpose() : counter;
    System.arraycopy(counters, at, in, StepInputs.COUNTER, CounterState.SIZE);
    evaluation.counter(function, fixed, in, out);
    System.arraycopy(out, 0, counters, at, CounterState.SIZE);
    fired(out[CounterFunction.FIRED]);
    counted(function, vcpu, counter, in, out);
  }

  private int place(Register register) {
    return register.kind() == Register.Kind.FIXED_COUNTER
        ? machine.generalPurpose() + register.index()
        : register.index();
  }

  private long state(int vcpu, int counter, int component) {
    return counters[(vcpu * machine.counters() + counter) * CounterState.SIZE + component];
  }

  private void settled(long cell) {
    if (unsettled) {
      trace.addUnknown();
      fired(RuleBits.of(X86Rule.ENTRY_UNSETTLED));
    } else {
      trace.add(cell);
    }
  }

  private void fired(long rules) {
    fired |= rules;
    ruled(rules);
  }

  /** For those who watch: whether counters that an entry leaves as they are may be passed over. */
  boolean mayEnterUnseen() {
    return true;
  }

  /** For those who watch: rules that took part in the current step. */
  void ruled(long rules) {}

  /** For those who watch: what the function said of the counter. */
  void counted(CounterFunction function, int vcpu, int counter, long[] inputs, long[] outputs) {}

  /** For those who watch: the step is over. */
  void stepped(int step) {}
}
