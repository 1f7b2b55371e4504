package pmuoracle.oracle.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pmuoracle.spec.GuestProgram;

/**
 * Several programs that show it together, or one program under several models.
 *
 * @param parts at least one; the first's program stands for all in reports
 */
public record ProgramsWitness(List<ProgramWitness> parts) implements Witness {
  public ProgramsWitness {
    parts = List.copyOf(parts);
  }

  @Override
  public List<String> argument() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      lines.addAll(differences(parts.get(i).witness(), i + 1));
      lines.addAll(parts.get(i).argument());
    }
    return lines;
  }

  /** Where a later program is not the first. */
  private List<String> differences(GuestProgram program, int number) {
    GuestProgram first = parts.get(0).witness();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < program.steps().size(); i++) {
      boolean same =
          i < first.steps().size() && first.steps().get(i).equals(program.steps().get(i));
      if (!same) {
        lines.add(
            "program %d, step %d instead: %s".formatted(number, i + 1, program.steps().get(i)));
      }
    }
    return lines;
  }

  @Override
  public Optional<GuestProgram> program() {
    return parts.get(0).program();
  }

  @Override
  public boolean replays(Engine engine) {
    return parts.stream().allMatch(part -> part.replays(engine));
  }

  @Override
  public String toString() {
    return String.join("; ", parts.stream().map(ProgramWitness::toString).toList());
  }
}
