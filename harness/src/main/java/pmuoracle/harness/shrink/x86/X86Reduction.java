package pmuoracle.harness.shrink.x86;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
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
  private static final List<Pass> PASSES =
      Stream.<Pass>of(
              pass(EntryReduction::shorterLists),
              pass(MachineReduction::simplerMachines),
              pass(EntryReduction::emptierEntries),
              pass(StepReduction::simplerSteps),
              pass(EntryReduction::simplerEntries),
              pass(EventReduction::simplerEvents),
              pass(CounterReduction::renumbered))
          .toList();

  /**
   * A program not yet built, or nothing if it would not be well-formed. Nested streams run ahead of
   * their reader, so that what they carry must cost nothing.
   */
  interface Candidate {
    Stream<GuestProgram> program();
  }

  @Override
  public List<Pass> passes() {
    return PASSES;
  }

  /** Candidates that are not smaller are left out here. */
  private static Pass pass(Function<GuestProgram, Stream<Candidate>> candidates) {
    return program -> {
      Size size = ProgramSize.of(program);
      return candidates
          .apply(program)
          .flatMap(Candidate::program)
          .filter(p -> ProgramSize.of(p).compareTo(size) < 0);
    };
  }

  @Override
  public String shape(Step step) {
    if (step instanceof X86Step.Write write) {
      return step.verb() + " " + write.register().kind();
    } else if (step instanceof X86Step.Read read) {
      return step.verb() + " " + read.register().kind();
    }
    return step.verb();
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

  /** The program with another step at this place. */
  static Candidate with(GuestProgram program, int place, Supplier<? extends X86Step> step) {
    return () -> {
      List<Step> steps = new ArrayList<>(program.steps());
      steps.set(place, step.get());
      return wellFormed((X86Machine) program.machine(), steps);
    };
  }

  /** The program with every step changed. */
  static Candidate mapped(GuestProgram program, UnaryOperator<X86Step> change) {
    return () -> {
      List<Step> steps = new ArrayList<>();
      for (Step step : program.steps()) {
        steps.add(change.apply((X86Step) step));
      }
      return wellFormed((X86Machine) program.machine(), steps);
    };
  }
}
