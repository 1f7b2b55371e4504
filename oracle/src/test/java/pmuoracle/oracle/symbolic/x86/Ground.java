package pmuoracle.oracle.symbolic.x86;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.step.x86.Action;
import pmuoracle.oracle.symbolic.Constants;
import pmuoracle.oracle.symbolic.FormTerms;
import pmuoracle.oracle.symbolic.Selector;
import pmuoracle.oracle.symbolic.x86.ObservedCounter.Place;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.X86Forms;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Step;

/** Concrete programs as symbolic ones. */
final class Ground {
  private static final Set<Action> ALL = EnumSet.allOf(Action.class);

  private Ground() {}

  /** What a step is to a program about this counter, or empty if it cannot have the step. */
  static Optional<Action> action(X86Step step, Place place) {
    boolean padded = step instanceof X86Step.SetFilter s && s.request().pad() != 0;
    return step.vcpu() == 0 && !padded && isOf(place, step)
        ? Optional.of(Action.of(step))
        : Optional.empty();
  }

  private static boolean isOf(Place place, X86Step step) {
    return switch (step.kind()) {
      case WRITE -> isOf(place, ((X86Step.Write) step).register());
      case READ -> isOf(place, ((X86Step.Read) step).register());
      case HOST_READ -> isOf(place, ((X86Step.HostRead) step).counter());
      case HOST_WRITE -> isOf(place, ((X86Step.HostWrite) step).counter());
      case SET_FILTER, ENTER, RETIRE, EMULATE, ENTER_L2, LEAVE_L2, RESET, INIT, SET_CPUID -> true;
    };
  }

  /** Whether it is shared, or the counter's own. */
  private static boolean isOf(Place place, Register register) {
    return switch (register.kind()) {
      case EVENT_SELECT, COUNTER, FULL_WIDTH_COUNTER ->
          !place.fixed() && register.index() == place.index();
      case FIXED_COUNTER -> place.fixed() && register.index() == place.index();
      case FIXED_CONTROL, GLOBAL_CONTROL, GLOBAL_STATUS, GLOBAL_STATUS_CLEAR, EFER -> true;
    };
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

  /** The program in constants; each step may also be of other actions, which it is not. */
  static SymbolicProgram ground(GuestProgram program, Place place, Terms terms, Random random) {
    SymbolicMachine machine =
        new SymbolicMachine(MachineTerms.of(terms, (X86Machine) program.machine()));
    List<SymbolicStep> steps = new ArrayList<>();
    for (Step step : program.steps()) {
      Action action = action((X86Step) step, place).orElseThrow();
      List<Action> all = List.copyOf(SymbolicProgram.of(ALL, place.fixed()));
      Set<Action> allowed = EnumSet.of(action, all.get(random.nextInt(all.size())));
      steps.add(ground((X86Step) step, Selector.of(terms, action, allowed), machine, place));
    }
    return new SymbolicProgram(machine, place, steps);
  }

  private static SymbolicStep ground(
      X86Step step, Selector<Action> selector, SymbolicMachine machine, Place place) {
    Terms terms = machine.facts().world();
    SymbolicStep any = SymbolicStep.only(terms, Action.RESET);
    Map<String, Long> words = Constants.operands(X86Forms.ALL, step, any.operands().keySet());
    long flag = words.getOrDefault("privilege", words.getOrDefault("global-control", 0L));
    FilterRequest request =
        step instanceof X86Step.SetFilter s ? s.request() : FilterRequest.of(0, 0, 0);
    FormTerms<FilterRequest> fields = Constants.of(any.request().fields(), request);
    return new SymbolicStep(
        selector,
        place.shapes(),
        terms.word(64, words.getOrDefault(Constants.FIRST, 0L)),
        terms.word(64, words.getOrDefault("times", 0L)),
        terms.bool(flag != 0),
        terms.bool(words.getOrDefault("what", 0L) != 0),
        new SymbolicRequest(
            fields,
            terms.bool(request.readable() != FilterRequest.ALL),
            fields.word("readable"),
            SymbolicRequest.reserved(
                machine.facts(), fields.word("nevents"), fields.word("events"), fields.entries())));
  }
}
