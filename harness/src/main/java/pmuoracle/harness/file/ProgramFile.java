package pmuoracle.harness.file;

import java.util.List;
import java.util.Optional;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;
import pmuoracle.spec.Rule;
import pmuoracle.spec.Step;

/**
 * A guest program as it stands in a file: with what is expected of it and why it is there.
 *
 * @param title a sentence on one line
 * @param model the semantics the expectations are stated under
 * @param rules the rules it shows
 * @param flags why it is worth keeping
 * @param explanation prose, lines without surrounding blanks
 * @param program the machine and the steps
 * @param expected one outcome per step; empty for a plain program
 * @param differs ids of the systems that must diverge from the expectations
 * @param agrees ids of the systems that must meet them, besides the imperative one
 * @param origin where it came from
 */
public record ProgramFile(
    String title,
    Model model,
    List<Rule> rules,
    List<Flag> flags,
    Optional<String> explanation,
    GuestProgram program,
    Optional<List<Outcome>> expected,
    List<String> differs,
    List<String> agrees,
    Optional<Origin> origin) {
  public ProgramFile {
    rules = List.copyOf(rules);
    flags = List.copyOf(flags);
    expected = expected.map(List::copyOf);
    differs = List.copyOf(differs);
    agrees = List.copyOf(agrees);
    if (expected.isPresent()) {
      requireShape(program, expected.get());
    }
  }

  /** A program with a title and nothing expected. */
  public static ProgramFile of(String title, Model model, GuestProgram program) {
    return new ProgramFile(
        title,
        model,
        List.of(),
        List.of(),
        Optional.empty(),
        program,
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  private static void requireShape(GuestProgram program, List<Outcome> expected) {
    List<Step> steps = program.steps();
    if (expected.size() != steps.size()) {
      throw new IllegalArgumentException(
          expected.size() + " outcomes for " + steps.size() + " steps");
    }
    for (int i = 0; i < steps.size(); i++) {
      int width = program.machine().observations(steps.get(i)).size();
      if (expected.get(i).cells().size() != width) {
        throw new IllegalArgumentException(
            "step %d: %d cells for %d observations"
                .formatted(i + 1, expected.get(i).cells().size(), width));
      }
    }
  }
}
