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
    for (ProgramWitness part : parts) {
      lines.addAll(part.argument());
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
