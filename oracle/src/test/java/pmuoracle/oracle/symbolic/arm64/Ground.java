package pmuoracle.oracle.symbolic.arm64;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import pmuoracle.oracle.encoding.Components;
import pmuoracle.oracle.encoding.arm64.MachineTerms;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.step.arm64.Action;
import pmuoracle.oracle.symbolic.Constants;
import pmuoracle.oracle.symbolic.Selector;
import pmuoracle.oracle.symbolic.arm64.ObservedCounter.Place;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.arm64.Arm64Forms;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.FilterRequest;
import pmuoracle.spec.arm64.Register;

/** Concrete programs as symbolic ones. */
final class Ground {
  private Ground() {}

  /** What a step is to a program about this counter, or empty if it cannot have the step. */
  static Optional<Action> action(Arm64Step step, Place place) {
    Action action = Action.of(step);
    int most = action.plan(Arm64Models.ARCHITECTURE).call() != null ? 1 : 0;
    boolean padded = step instanceof Arm64Step.SetFilter s && s.request().pad() != 0;
    return step.vcpu() <= most && !padded && isOf(place, step)
        ? Optional.of(action)
        : Optional.empty();
  }

  private static boolean isOf(Place place, Arm64Step step) {
    return switch (step.kind()) {
      case WRITE -> {
        Arm64Step.Write write = (Arm64Step.Write) step;
        boolean unread = write.register().kind() == Register.Kind.PMCEID1;
        boolean chains = isType(write.register()) && chains(write.value());
        yield isOf(place, write.register()) && !unread && !chains;
      }
      case READ -> {
        Register register = ((Arm64Step.Read) step).register();
        boolean another =
            register.kind() == Register.Kind.PMCNTENCLR
                || register.kind() == Register.Kind.PMOVSCLR;
        yield isOf(place, register) && !another;
      }
      case HOST_WRITE -> {
        Arm64Step.HostWrite write = (Arm64Step.HostWrite) step;
        yield isOf(place, write.register()) && !chains(write.value());
      }
      case SET_FILTER, SELECT_PMU, INIT, RUN, SW_INCR, GO, LOAD, RETIRE -> true;
    };
  }

  private static boolean isType(Register register) {
    return register.kind() == Register.Kind.PMEVTYPER || register.kind() == Register.Kind.PMCCFILTR;
  }

  /** Whether it is shared, or the counter's own. */
  private static boolean isOf(Place place, Register register) {
    return redirected(register, place).equals(register);
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

  /** The program in constants; each step may also be of another action, which it is not. */
  static SymbolicProgram ground(GuestProgram program, Place place, Terms terms, Random random) {
    SymbolicMachine machine = machine((Arm64Machine) program.machine(), terms);
    List<SymbolicStep> steps = new ArrayList<>();
    for (Step step : program.steps()) {
      Action action = action((Arm64Step) step, place).orElseThrow();
      Action another = List.of(Action.values()).get(random.nextInt(Action.values().length));
      Selector<Action> selector = Selector.of(terms, action, EnumSet.of(action, another));
      steps.add(ground((Arm64Step) step, selector, terms, place));
    }
    return new SymbolicProgram(machine, place, steps);
  }

  static SymbolicMachine machine(Arm64Machine machine, Terms terms) {
    long[] facts = new long[MachineTerms.SIZE];
    MachineTerms.write(machine, facts, 0);
    List<Term> constants = Constants.of(MachineTerms.variables(terms).terms(), facts);
    return new SymbolicMachine(
        MachineTerms.of(Components.of(constants)), terms.bool(machine.vcpus() == 2));
  }

  private static SymbolicStep ground(
      Arm64Step step, Selector<Action> selector, Terms terms, Place place) {
    SymbolicStep any = SymbolicStep.only(terms, Action.RUN);
    Map<String, Long> words = Constants.operands(Arm64Forms.ALL, step, any.operands().keySet());
    FilterRequest request =
        step instanceof Arm64Step.SetFilter s ? s.request() : FilterRequest.of(0, 0, 0);
    return new SymbolicStep(
        selector,
        place.shapes(),
        terms.bool(step.vcpu() == 1),
        terms.word(64, words.getOrDefault(Constants.FIRST, 0L)),
        terms.word(64, words.getOrDefault("times", 0L)),
        terms.bool(words.getOrDefault("interrupt", 0L) != 0),
        new SymbolicRequest(Constants.of(any.request().fields(), request)));
  }
}
