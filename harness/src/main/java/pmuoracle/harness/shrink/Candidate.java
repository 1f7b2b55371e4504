package pmuoracle.harness.shrink;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;

/**
 * A program not yet built, or nothing if it would not be well-formed. Nested streams run ahead of
 * their reader, so that what they carry must cost nothing.
 */
interface Candidate {
  Stream<GuestProgram> program();

  /** A step not yet built, or nothing if its values are impossible. */
  interface Change extends Supplier<Optional<Step>> {}

  /** The program with every step changed. */
  static Candidate mapped(GuestProgram program, UnaryOperator<Step> change) {
    return () -> wellFormed(program.machine(), program.steps().stream().map(change).toList());
  }

  /** The program with another step at this place. */
  static Candidate with(GuestProgram program, int place, Change change) {
    return () ->
        change.get().stream()
            .flatMap(
                step -> {
                  List<Step> steps = new ArrayList<>(program.steps());
                  steps.set(place, step);
                  return wellFormed(program.machine(), steps);
                });
  }

  /** The program with the step at a place at an earlier one. */
  static Candidate moved(GuestProgram program, int from, int to) {
    return () -> {
      List<Step> steps = new ArrayList<>(program.steps());
      steps.add(to, steps.remove(from));
      return Stream.of(new GuestProgram(program.machine(), steps));
    };
  }

  private static Stream<GuestProgram> wellFormed(Machine machine, List<Step> steps) {
    return steps.stream().allMatch(step -> machine.refusal(step).isEmpty())
        ? Stream.of(new GuestProgram(machine, steps))
        : Stream.empty();
  }
}
