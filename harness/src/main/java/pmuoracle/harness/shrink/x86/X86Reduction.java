package pmuoracle.harness.shrink.x86;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import pmuoracle.harness.shrink.Reduction;
import pmuoracle.harness.shrink.Size;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Step;

/** Every way to make a program for x86 smaller without dropping a step for its own sake. */
public final class X86Reduction implements Reduction {
  private static final List<Function<GuestProgram, Stream<GuestProgram>>> PASSES =
      List.of(
          EntryReduction::shorterLists,
          MachineReduction::simplerMachines,
          StepReduction::simplerSteps,
          EventReduction::simplerEvents,
          CounterReduction::renumbered);

  @Override
  public Stream<GuestProgram> smaller(GuestProgram program) {
    Size size = size(program);
    return PASSES.stream()
        .flatMap(pass -> pass.apply(program))
        .filter(candidate -> size(candidate).compareTo(size) < 0);
  }

  @Override
  public Size size(GuestProgram program) {
    return ProgramSize.of(program);
  }

  /** The program of these steps, or nothing if the machine refuses one of them. */
  static Stream<GuestProgram> wellFormed(X86Machine machine, List<? extends Step> steps) {
    for (Step step : steps) {
      if (machine.refusal(step).isPresent()) {
        return Stream.empty();
      }
    }
    return Stream.of(new GuestProgram(machine, List.copyOf(steps)));
  }

  /** The program with another step at this place, if that is well-formed. */
  static Stream<GuestProgram> with(GuestProgram program, int place, X86Step step) {
    List<Step> steps = new ArrayList<>(program.steps());
    steps.set(place, step);
    return wellFormed((X86Machine) program.machine(), steps);
  }

  /** The program with every step changed, if that is well-formed. */
  static Stream<GuestProgram> mapped(GuestProgram program, UnaryOperator<X86Step> change) {
    List<Step> steps = new ArrayList<>();
    for (Step step : program.steps()) {
      steps.add(change.apply((X86Step) step));
    }
    return wellFormed((X86Machine) program.machine(), steps);
  }
}
