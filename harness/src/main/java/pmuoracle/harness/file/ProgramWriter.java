package pmuoracle.harness.file;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Rule;
import pmuoracle.spec.Step;
import pmuoracle.spec.form.Forms;

/** Writes program files; the same program is always the same text. */
public final class ProgramWriter {
  private final List<Vocabulary> vocabularies;

  public ProgramWriter(List<Vocabulary> vocabularies) {
    this.vocabularies = List.copyOf(vocabularies);
  }

  /** The file's text. */
  public String text(ProgramFile file) {
    Forms forms = forms(file);
    GuestProgram program = file.program();
    StringBuilder text = new StringBuilder();
    line(text, "title", ScalarText.inBlock(file.title()));
    line(text, "model", file.model().id());
    names(text, "rules", file.rules().stream().map(Rule::id).toList());
    names(text, "flags", file.flags().stream().map(Flag::id).toList());
    file.explanation().ifPresent(e -> line(text, "explanation", ScalarText.lines(e)));
    text.append(FormWriter.machine(forms, program.machine()).after("machine: ", 2)).append('\n');
    text.append(program.steps().isEmpty() ? "steps: []\n" : "steps:\n");
    Optional<List<Outcome>> expected = file.expected();
    Set<String> spoken = expected.map(e -> Expectation.spoken(program, e)).orElse(Set.of());
    for (int i = 0; i < program.steps().size(); i++) {
      Step step = program.steps().get(i);
      FlowMap body = FormWriter.step(forms, step, program.machine(), file.model());
      text.append(body.after("  - " + step.verb() + ": ", 6)).append('\n');
      if (expected.isPresent()) {
        expectation(text, program.machine(), step, expected.get().get(i), spoken);
      }
    }
    names(text, "differs", file.differs());
    names(text, "agrees", file.agrees());
    file.origin().ifPresent(o -> text.append(origin(o).after("origin: ", 2)).append('\n'));
    return text.toString();
  }

  private static void expectation(
      StringBuilder text, Machine machine, Step step, Outcome outcome, Set<String> spoken) {
    if (!outcome.cells().isEmpty()) {
      FlowMap map = Expectation.write(outcome, machine.observations(step), spoken);
      text.append(map.after("    expect: ", 6)).append('\n');
    }
  }

  private static FlowMap origin(Origin origin) {
    FlowMap map = new FlowMap().putText("by", origin.by());
    origin.seed().ifPresent(s -> map.put("seed", FlowMap.hex(1, s)));
    origin.index().ifPresent(i -> map.put("index", i));
    origin.shrunk().ifPresent(s -> map.putText("shrunk", s));
    return map;
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append(key).append(": ").append(value).append('\n');
  }

  private static void names(StringBuilder text, String key, List<String> names) {
    if (!names.isEmpty()) {
      line(
          text,
          key,
          "[" + String.join(", ", names.stream().map(ScalarText::inFlow).toList()) + "]");
    }
  }

  private Forms forms(ProgramFile file) {
    return vocabularies.stream()
        .map(Vocabulary::forms)
        .filter(c -> c.architecture() == file.model().architecture())
        .findFirst()
        .orElseThrow();
  }
}
