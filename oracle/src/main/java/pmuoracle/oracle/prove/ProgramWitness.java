package pmuoracle.oracle.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;
import pmuoracle.spec.Trace;

/**
 * A program and what is to be seen of it, under one model or several.
 *
 * @param seen at least one cell
 */
public record ProgramWitness(GuestProgram witness, List<Seen> seen, List<String> argument)
    implements Witness {
  public ProgramWitness {
    seen = List.copyOf(seen);
    argument = List.copyOf(argument);
    if (seen.isEmpty()) {
      throw new AssertionError("a witness of which nothing is seen shows nothing");
    }
  }

  /**
   * One cell of the trace.
   *
   * @param step its place in the program
   * @param place its place among the step's observations
   */
  public record Seen(Model model, int step, int place, long cell) {
    private String words(GuestProgram program) {
      var what = program.machine().observations(program.steps().get(step)).get(place);
      return "step %d: %s %s under %s"
          .formatted(step + 1, what.name(), what.show(cell), model.id());
    }
  }

  /** The whole trace of one model is seen. */
  public static ProgramWitness of(
      Model model, GuestProgram program, Trace trace, List<String> argument) {
    List<Seen> seen = new ArrayList<>();
    for (int step = 0; step < trace.steps(); step++) {
      for (int place = 0; place < trace.width(step); place++) {
        if (trace.isKnown(step, place)) {
          seen.add(new Seen(model, step, place, trace.cell(step, place)));
        }
      }
    }
    return new ProgramWitness(program, seen, argument);
  }

  @Override
  public Optional<GuestProgram> program() {
    return Optional.of(witness);
  }

  @Override
  public boolean replays(Engine engine) {
    return seen.stream().allMatch(s -> agrees(s, engine.run(s.model(), witness)));
  }

  private static boolean agrees(Seen seen, Trace trace) {
    return trace.isKnown(seen.step(), seen.place())
        && trace.cell(seen.step(), seen.place()) == seen.cell();
  }

  @Override
  public String toString() {
    return String.join(", ", seen.stream().map(s -> s.words(witness)).toList());
  }
}
