package pmuoracle.harness.shrink.arm64;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import pmuoracle.harness.shrink.Reduction;
import pmuoracle.harness.shrink.Size;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Step;

/** Every way to make a program for arm64 smaller without dropping a step for its own sake. */
public final class Arm64Reduction implements Reduction {
  private static final List<Pass> PASSES =
      List.of(
          pass(MachineReduction::simplerMachines),
          pass(EventReduction::simplerEvents),
          pass(StepReduction::simplerSteps),
          pass(CounterReduction::renumbered));

  @Override
  public List<Pass> passes() {
    return PASSES;
  }

  /** Candidates that are not smaller are left out here. */
  private static Pass pass(Function<GuestProgram, Stream<GuestProgram>> candidates) {
    return program -> {
      Size size = ProgramSize.of(program);
      return candidates.apply(program).filter(p -> ProgramSize.of(p).compareTo(size) < 0);
    };
  }

  @Override
  public String shape(Step step) {
    if (step instanceof Arm64Step.Write write) {
      return step.verb() + " " + write.register().kind();
    } else if (step instanceof Arm64Step.Read read) {
      return step.verb() + " " + read.register().kind();
    } else if (step instanceof Arm64Step.Go go) {
      return step.verb() + " " + go.level();
    }
    return step.verb();
  }

  @Override
  public Size size(GuestProgram program) {
    return ProgramSize.of(program);
  }

  /** The program of these steps, or nothing if the machine refuses one of them. */
  static Stream<GuestProgram> wellFormed(Arm64Machine machine, List<? extends Step> steps) {
    for (Step step : steps) {
      if (machine.refusal(step).isPresent()) {
        return Stream.empty();
      }
    }
    return Stream.of(new GuestProgram(machine, List.copyOf(steps)));
  }

  /** The program with another step at this place, if that is well-formed. */
  static Stream<GuestProgram> with(GuestProgram program, int place, Arm64Step step) {
    List<Step> steps = new ArrayList<>(program.steps());
    steps.set(place, step);
    return wellFormed((Arm64Machine) program.machine(), steps);
  }

  /** The program with every step changed, if that is well-formed. */
  static Stream<GuestProgram> mapped(GuestProgram program, UnaryOperator<Arm64Step> change) {
    List<Step> steps = new ArrayList<>();
    for (Step step : program.steps()) {
      steps.add(change.apply((Arm64Step) step));
    }
    return wellFormed((Arm64Machine) program.machine(), steps);
  }
}
