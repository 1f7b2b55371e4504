package pmuoracle.oracle.x86;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.Trace;
import pmuoracle.spec.x86.Emulated;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.Privilege;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Step;

/** A guest program in the writing, and its trace in words: steps on the first virtual CPU. */
final class Programs {
  static final long ON = EventSelect.ENABLE | EventSelect.OS;

  private final X86Machine machine;
  private final List<Step> steps = new ArrayList<>();

  private Programs(X86Machine machine) {
    this.machine = machine;
  }

  /** On the machine as it starts, which is for some generations with every counter off. */
  static Programs fresh(X86Machine machine) {
    return new Programs(machine);
  }

  /** After the guest has switched on every counter in global control, if it has that. */
  static Programs on(X86Machine machine) {
    Programs fresh = fresh(machine);
    return machine.globalControl()
        ? fresh.write(Register.GLOBAL_CONTROL, machine.globalBits())
        : fresh;
  }

  Programs then(Step step) {
    steps.add(step);
    return this;
  }

  Programs filter(long action, long flags, long bitmap, long... events) {
    return then(new X86Step.SetFilter(FilterRequest.of(action, flags, bitmap, events)));
  }

  /** Writes the event select of a counter: this event, enabled, in the kernel. */
  Programs select(int counter, long event) {
    return write(Register.eventSelect(counter), event | ON);
  }

  Programs write(Register register, long value) {
    return then(new X86Step.Write(0, register, value));
  }

  Programs read(Register register) {
    return then(new X86Step.Read(0, register));
  }

  Programs enter() {
    return then(new X86Step.Enter(0));
  }

  Programs retire(long event, long times) {
    return then(new X86Step.Retire(0, event, times, Privilege.KERNEL));
  }

  Programs emulate(Emulated what) {
    return then(new X86Step.Emulate(0, what, Privilege.KERNEL));
  }

  Programs enterL2() {
    return then(new X86Step.EnterL2(0, OptionalLong.empty()));
  }

  Programs leaveL2() {
    return then(new X86Step.LeaveL2(0, OptionalLong.empty()));
  }

  GuestProgram program() {
    return new GuestProgram(machine, steps);
  }

  Trace trace(X86Model model) {
    return trace(model, new RuleSet());
  }

  Trace trace(X86Model model, RuleSet fired) {
    Trace trace = new Trace();
    try (X86Oracle oracle = new X86Oracle(model)) {
      oracle.predict(program(), trace, fired);
    }
    return trace;
  }

  /** The cells of the last step. */
  String last(X86Model model) {
    return cells(trace(model), steps.size() - 1);
  }

  /** The first cell of every step that has one. */
  String firsts(X86Model model) {
    Trace trace = trace(model);
    return IntStream.range(0, trace.steps())
        .filter(i -> trace.width(i) > 0)
        .mapToObj(i -> cell(trace, i, 0))
        .collect(Collectors.joining(" "));
  }

  /** The first cell of every step whose verb this is. */
  String firsts(X86Model model, String verb) {
    Trace trace = trace(model);
    return IntStream.range(0, trace.steps())
        .filter(i -> steps.get(i).verb().equals(verb))
        .mapToObj(i -> cell(trace, i, 0))
        .collect(Collectors.joining(" "));
  }

  static String cells(Trace trace, int step) {
    return IntStream.range(0, trace.width(step))
        .mapToObj(place -> cell(trace, step, place))
        .collect(Collectors.joining(" "));
  }

  private static String cell(Trace trace, int step, int place) {
    return trace.isKnown(step, place) ? Long.toHexString(trace.cell(step, place)) : "?";
  }
}
