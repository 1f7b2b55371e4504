package pmuoracle.oracle.symbolic.arm64;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import pmuoracle.oracle.encoding.arm64.Backing;
import pmuoracle.oracle.encoding.arm64.CounterState;
import pmuoracle.oracle.encoding.arm64.MachineTerms;
import pmuoracle.oracle.encoding.arm64.VcpuRegisters;
import pmuoracle.oracle.encoding.arm64.VmState;
import pmuoracle.oracle.smt.Binding;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.symbolic.arm64.ObservedCounter.Place;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Machine.Irqchip;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.FilterRequest;
import pmuoracle.spec.arm64.Register;

/** Concrete programs as symbolic ones. */
final class Ground {
  private Ground() {}

  /** What a step is to a program about this counter, or empty if it cannot have the step. */
  static Optional<Action> action(Arm64Step step, Place place) {
    if (step.vcpu() > 1) {
      return Optional.empty();
    } else if (step instanceof Arm64Step.SetFilter s) {
      return s.request().pad() == 0 ? Optional.of(Action.SET_FILTER) : Optional.empty();
    } else if (step instanceof Arm64Step.SelectPmu) {
      return Optional.of(Action.SELECT_PMU);
    } else if (step instanceof Arm64Step.Init) {
      return Optional.of(Action.INIT);
    } else if (step instanceof Arm64Step.Run) {
      return Optional.of(Action.RUN);
    } else if (step.vcpu() != 0) {
      return Optional.empty();
    } else if (step instanceof Arm64Step.Load) {
      return Optional.of(Action.LOAD);
    } else if (step instanceof Arm64Step.HostWrite s) {
      return s.register().equals(place.type()) && !chains(s.value())
          ? Optional.of(Action.HOST_WRITE_TYPE)
          : Optional.empty();
    } else if (step instanceof Arm64Step.Write s) {
      return write(s.register(), s.value(), place);
    } else if (step instanceof Arm64Step.Read s) {
      return read(s.register(), place);
    } else if (step instanceof Arm64Step.SwIncr) {
      return Optional.of(Action.SW_INCR);
    }
    return Optional.of(step instanceof Arm64Step.Go ? Action.GO : Action.RETIRE);
  }

  /** The step, an access of some counter being made one of this. */
  static Arm64Step redirected(Arm64Step step, Place place) {
    if (step instanceof Arm64Step.Write s) {
      return new Arm64Step.Write(s.vcpu(), redirected(s.register(), place), s.value());
    } else if (step instanceof Arm64Step.Read s) {
      return new Arm64Step.Read(s.vcpu(), redirected(s.register(), place));
    } else if (step instanceof Arm64Step.HostWrite s) {
      return new Arm64Step.HostWrite(s.vcpu(), redirected(s.register(), place), s.value());
    }
    return step;
  }

  private static Register redirected(Register register, Place place) {
    return switch (register.kind()) {
      case PMEVTYPER, PMCCFILTR -> place.type();
      case PMEVCNTR, PMCCNTR -> place.counter();
      case PMCNTENSET, PMCNTENCLR, PMOVSSET, PMOVSCLR, PMCR, PMCEID0, PMCEID1, MDCR, HCR ->
          register;
    };
  }

  private static boolean chains(long type) {
    return (type & 0x3ff) == EventType.CHAIN || (type & 0xffff) == EventType.CHAIN;
  }

  private static Optional<Action> write(Register register, long value, Place place) {
    return switch (register.kind()) {
      case PMEVTYPER, PMCCFILTR ->
          chains(value) ? Optional.empty() : own(register, place.type(), Action.WRITE_TYPE);
      case PMEVCNTR, PMCCNTR -> own(register, place.counter(), Action.WRITE_COUNTER);
      case PMCNTENSET -> Optional.of(Action.WRITE_ENABLES_SET);
      case PMCNTENCLR -> Optional.of(Action.WRITE_ENABLES_CLEAR);
      case PMOVSSET -> Optional.of(Action.WRITE_OVERFLOWS_SET);
      case PMOVSCLR -> Optional.of(Action.WRITE_OVERFLOWS_CLEAR);
      case PMCR -> Optional.of(Action.WRITE_PMCR);
      case PMCEID0 -> Optional.of(Action.WRITE_ADVERTISED);
      case PMCEID1 -> Optional.empty();
      case MDCR -> Optional.of(Action.WRITE_MDCR);
      case HCR -> Optional.of(Action.WRITE_HCR);
    };
  }

  private static Optional<Action> read(Register register, Place place) {
    return switch (register.kind()) {
      case PMEVTYPER, PMCCFILTR -> own(register, place.type(), Action.READ_TYPE);
      case PMEVCNTR, PMCCNTR -> own(register, place.counter(), Action.READ_COUNTER);
      case PMCNTENSET -> Optional.of(Action.READ_ENABLES);
      case PMOVSSET -> Optional.of(Action.READ_OVERFLOWS);
      case PMCNTENCLR, PMOVSCLR -> Optional.empty();
      case PMCR -> Optional.of(Action.READ_PMCR);
      case PMCEID0 -> Optional.of(Action.READ_ADVERTISED_0);
      case PMCEID1 -> Optional.of(Action.READ_ADVERTISED_1);
      case MDCR -> Optional.of(Action.READ_MDCR);
      case HCR -> Optional.of(Action.READ_HCR);
    };
  }

  private static Optional<Action> own(Register register, Register mine, Action action) {
    return register.equals(mine) ? Optional.of(action) : Optional.empty();
  }

  /** The program in constants; each step may also be of another action, which it is not. */
  static SymbolicProgram ground(GuestProgram program, Place place, Terms terms, Random random) {
    SymbolicMachine machine = machine((Arm64Machine) program.machine(), terms);
    List<SymbolicStep> steps = new ArrayList<>();
    for (Step step : program.steps()) {
      Action action = action((Arm64Step) step, place).orElseThrow();
      Action another = Action.of(random.nextInt(Action.values().length));
      steps.add(ground((Arm64Step) step, action, EnumSet.of(action, another), terms));
    }
    return new SymbolicProgram(machine, place, steps);
  }

  static SymbolicMachine machine(Arm64Machine machine, Terms terms) {
    return new SymbolicMachine(
        new MachineTerms(
            terms.word(64, machine.hostVersion()),
            terms.bool(machine.impdefTraps()),
            terms.word(64, machine.vmVersion()),
            terms.word(64, machine.counters()),
            terms.bool(machine.hardwareEl3()),
            terms.bool(machine.guestEl3()),
            terms.bool(machine.nested()),
            terms.bool(machine.pmu()),
            terms.bool(machine.strict()),
            terms.bool(machine.irqchip() != Irqchip.NONE),
            terms.bool(machine.irqchip() == Irqchip.READY),
            terms.word(64, machine.pmus()),
            terms.bool(machine.fineGrainedTraps()),
            terms.word(64, machine.ceid0()),
            terms.word(64, machine.ceid1())),
        terms.bool(machine.vcpus() == 2));
  }

  private static SymbolicStep ground(
      Arm64Step step, Action action, Set<Action> allowed, Terms terms) {
    long first = 0;
    long times = 0;
    boolean interrupt = false;
    FilterRequest request = FilterRequest.of(0, 0, 0);
    if (step instanceof Arm64Step.SetFilter s) {
      request = s.request();
    } else if (step instanceof Arm64Step.SelectPmu s) {
      first = s.pmu();
    } else if (step instanceof Arm64Step.Init s) {
      interrupt = s.interrupt();
    } else if (step instanceof Arm64Step.Write s) {
      first = s.value();
    } else if (step instanceof Arm64Step.HostWrite s) {
      first = s.value();
    } else if (step instanceof Arm64Step.SwIncr s) {
      first = s.mask();
    } else if (step instanceof Arm64Step.Go s) {
      first = VcpuRegisters.number(s.level());
    } else if (step instanceof Arm64Step.Retire s) {
      first = s.event();
      times = s.times();
    }
    return new SymbolicStep(
        allowed,
        terms.word(8, action.number()),
        terms.bool(step.vcpu() == 1),
        terms.word(64, first),
        terms.word(64, times),
        terms.bool(interrupt),
        new SymbolicRequest(
            terms.word(32, request.group()),
            terms.word(64, request.attribute()),
            terms.word(16, request.base()),
            terms.word(16, request.nevents()),
            terms.word(8, request.action()),
            terms.word(4, request.readable()),
            terms.bool(request.memory())));
  }

  /** The state with the values its terms have. */
  static State folded(State state) {
    VmState vm = state.vm();
    VcpuRegisters registers = state.registers();
    return new State(
        new VmState(
            folded(vm.filtered()),
            folded(vm.hasRun()),
            folded(vm.selected()),
            folded(vm.selection()),
            folded(vm.initialised())),
        folded(state.other()),
        folded(state.ran()),
        new VcpuRegisters(
            folded(registers.pmcr()),
            folded(registers.mdcr()),
            folded(registers.hcr()),
            folded(registers.level()),
            folded(registers.unsettled()),
            folded(registers.lost())),
        folded(state.counter()),
        state.ruling());
  }

  private static CounterState folded(CounterState counter) {
    Backing backing = counter.backing();
    return new CounterState(
        folded(counter.type()),
        folded(counter.value()),
        folded(counter.enabled()),
        folded(counter.overflowed()),
        new Backing(
            folded(backing.exists()),
            folded(backing.event()),
            folded(backing.excludesEl0()),
            folded(backing.excludesEl1()),
            folded(backing.running())),
        folded(counter.hardware()));
  }

  private static Word folded(Word word) {
    return word.terms().word(word.width(), new Binding(word.terms()).value(word));
  }

  private static Bool folded(Bool bool) {
    return bool.terms().bool(new Binding(bool.terms()).value(bool));
  }
}
