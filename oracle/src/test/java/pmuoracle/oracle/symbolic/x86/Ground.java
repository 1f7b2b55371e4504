package pmuoracle.oracle.symbolic.x86;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import pmuoracle.oracle.encoding.x86.CounterState;
import pmuoracle.oracle.encoding.x86.Entry;
import pmuoracle.oracle.encoding.x86.EventFilter;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.encoding.x86.VcpuRegisters;
import pmuoracle.oracle.smt.Binding;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.symbolic.x86.ObservedCounter.Place;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.x86.Emulated;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.Privilege;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Step;

/** Concrete programs as symbolic ones. */
final class Ground {
  private static final Set<Action> ALL = EnumSet.allOf(Action.class);

  private Ground() {}

  /** What a step is to a program about this counter, or empty if it cannot have the step. */
  static Optional<Action> action(X86Step step, Place place) {
    if (step instanceof X86Step.SetFilter s) {
      return s.request().pad() == 0 ? Optional.of(Action.SET_FILTER) : Optional.empty();
    } else if (step.vcpu() != 0) {
      return Optional.empty();
    } else if (step instanceof X86Step.Write s) {
      return write(s.register(), place);
    } else if (step instanceof X86Step.Read s) {
      return read(s.register(), place);
    } else if (step instanceof X86Step.HostRead s) {
      return s.counter().equals(place.counter()) ? Optional.of(Action.HOST_READ) : Optional.empty();
    } else if (step instanceof X86Step.HostWrite s) {
      return s.counter().equals(place.counter())
          ? Optional.of(Action.HOST_WRITE)
          : Optional.empty();
    }
    return Optional.of(Action.valueOf(step.verb().replace('-', '_').toUpperCase(Locale.ROOT)));
  }

  /** The step, an access of some counter being made one of this. */
  static X86Step redirected(X86Step step, Place place) {
    if (step instanceof X86Step.Write s) {
      return new X86Step.Write(s.vcpu(), redirected(s.register(), place), s.value());
    } else if (step instanceof X86Step.Read s) {
      return new X86Step.Read(s.vcpu(), redirected(s.register(), place));
    } else if (step instanceof X86Step.HostRead s) {
      return new X86Step.HostRead(s.vcpu(), redirected(s.counter(), place));
    } else if (step instanceof X86Step.HostWrite s) {
      return new X86Step.HostWrite(s.vcpu(), redirected(s.counter(), place), s.value());
    }
    return step;
  }

  private static Register redirected(Register register, Place place) {
    return switch (register.kind()) {
      case EVENT_SELECT, COUNTER, FULL_WIDTH_COUNTER ->
          place.fixed() ? register : new Register(register.kind(), place.index());
      case FIXED_COUNTER -> place.fixed() ? place.counter() : register;
      case FIXED_CONTROL, GLOBAL_CONTROL, GLOBAL_STATUS, GLOBAL_STATUS_CLEAR, EFER -> register;
    };
  }

  private static Optional<Action> write(Register register, Place place) {
    return switch (register.kind()) {
      case EVENT_SELECT -> own(register, place, Action.WRITE_SELECT);
      case COUNTER -> own(register, place, Action.WRITE_LEGACY);
      case FULL_WIDTH_COUNTER -> own(register, place, Action.WRITE_FULL_WIDTH);
      case FIXED_COUNTER -> own(register, place, Action.WRITE_FIXED_COUNTER);
      case FIXED_CONTROL -> Optional.of(Action.WRITE_FIXED_CONTROL);
      case GLOBAL_CONTROL -> Optional.of(Action.WRITE_GLOBAL_CONTROL);
      case GLOBAL_STATUS -> Optional.of(Action.WRITE_STATUS);
      case GLOBAL_STATUS_CLEAR -> Optional.of(Action.WRITE_STATUS_CLEAR);
      case EFER -> Optional.of(Action.WRITE_EFER);
    };
  }

  private static Optional<Action> read(Register register, Place place) {
    return switch (register.kind()) {
      case EVENT_SELECT -> own(register, place, Action.READ_SELECT);
      case COUNTER, FIXED_COUNTER -> own(register, place, Action.READ_COUNTER);
      case FULL_WIDTH_COUNTER -> own(register, place, Action.READ_FULL_WIDTH);
      case FIXED_CONTROL -> Optional.of(Action.READ_FIXED_CONTROL);
      case GLOBAL_CONTROL -> Optional.of(Action.READ_GLOBAL_CONTROL);
      case GLOBAL_STATUS -> Optional.of(Action.READ_STATUS);
      case GLOBAL_STATUS_CLEAR -> Optional.of(Action.READ_STATUS_CLEAR);
      case EFER -> Optional.of(Action.READ_EFER);
    };
  }

  private static Optional<Action> own(Register register, Place place, Action action) {
    boolean isFixed = register.kind() == Register.Kind.FIXED_COUNTER;
    return isFixed == place.fixed() && register.index() == place.index()
        ? Optional.of(action)
        : Optional.empty();
  }

  /** The program in constants; each step may also be of other actions, which it is not. */
  static SymbolicProgram ground(GuestProgram program, Place place, Terms terms, Random random) {
    SymbolicMachine machine =
        new SymbolicMachine(MachineTerms.of(terms, (X86Machine) program.machine()));
    List<SymbolicStep> steps = new ArrayList<>();
    for (Step step : program.steps()) {
      Action action = action((X86Step) step, place).orElseThrow();
      List<Action> all = List.copyOf(SymbolicProgram.of(ALL, place.fixed()));
      Set<Action> allowed = EnumSet.of(action, all.get(random.nextInt(all.size())));
      steps.add(ground((X86Step) step, action, allowed, machine));
    }
    return new SymbolicProgram(machine, place, steps);
  }

  private static SymbolicStep ground(
      X86Step step, Action action, Set<Action> allowed, SymbolicMachine machine) {
    Terms terms = machine.facts().world();
    long first = 0;
    long times = 0;
    boolean flag = false;
    boolean branch = false;
    FilterRequest request = FilterRequest.of(0, 0, 0);
    if (step instanceof X86Step.SetFilter s) {
      request = s.request();
    } else if (step instanceof X86Step.Write s) {
      first = s.value();
    } else if (step instanceof X86Step.HostWrite s) {
      first = s.value();
    } else if (step instanceof X86Step.Retire s) {
      first = s.event();
      times = s.times();
      flag = s.privilege() == Privilege.USER;
    } else if (step instanceof X86Step.Emulate s) {
      flag = s.privilege() == Privilege.USER;
      branch = s.what() == Emulated.BRANCH;
    } else if (step instanceof X86Step.EnterL2 s) {
      flag = s.globalControl().isPresent();
      first = s.globalControl().orElse(0);
    } else if (step instanceof X86Step.LeaveL2 s) {
      flag = s.globalControl().isPresent();
      first = s.globalControl().orElse(0);
    }
    return new SymbolicStep(
        allowed,
        terms.word(8, action.number()),
        terms.word(64, first),
        terms.word(64, times),
        terms.bool(flag),
        terms.bool(branch),
        ground(request, machine));
  }

  private static SymbolicRequest ground(FilterRequest request, SymbolicMachine machine) {
    Terms terms = machine.facts().world();
    List<Word> entries = new ArrayList<>();
    List<Bool> reserved = new ArrayList<>();
    for (int i = 0; i < request.events().size(); i++) {
      entries.add(terms.word(64, request.events().get(i)));
      boolean claimed = i < request.nevents();
      reserved.add(terms.bool(claimed).and(Entry.reserved(machine.facts(), entries.get(i))));
    }
    boolean limited = request.readable() != FilterRequest.ALL;
    return new SymbolicRequest(
        terms.word(32, request.action()),
        terms.word(32, request.nevents()),
        terms.word(32, request.bitmap()),
        terms.word(32, request.flags()),
        terms.bool(limited),
        terms.word(64, limited ? request.readable() : 0),
        terms.word(32, entries.size()),
        entries,
        terms.any(reserved));
  }

  /** The state with the values its terms have. */
  static State folded(State state) {
    return new State(
        new VcpuRegisters(
            folded(state.registers().fixedControl()),
            folded(state.registers().globalControl()),
            folded(state.registers().svme()),
            folded(state.registers().l2())),
        folded(state.counter()),
        new EventFilter(
            folded(state.filter().present()),
            folded(state.filter().action()),
            folded(state.filter().bitmap()),
            state.filter().listing()),
        folded(state.unsettled()));
  }

  private static CounterState folded(CounterState counter) {
    CounterState.Programmed programmed = counter.programmed();
    return new CounterState(
        folded(counter.select()),
        folded(counter.value()),
        folded(counter.side()),
        folded(counter.running()),
        new CounterState.Programmed(
            folded(programmed.key()), folded(programmed.user()), folded(programmed.os())),
        folded(counter.pending()),
        folded(counter.shadow()),
        folded(counter.loaded()),
        folded(counter.status()));
  }

  private static Word folded(Word word) {
    return word.terms().word(word.width(), new Binding(word.terms()).value(word));
  }

  private static Bool folded(Bool bool) {
    return bool.terms().bool(new Binding(bool.terms()).value(bool));
  }
}
