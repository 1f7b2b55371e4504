package pmuoracle.harness.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import pmuoracle.harness.campaign.Divergence;
import pmuoracle.harness.compare.Contrast;
import pmuoracle.harness.compare.Rivals;
import pmuoracle.harness.system.SystemId;
import pmuoracle.oracle.Decision;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Rule;

/** Two systems that behave differently: the program, what each shows, what a model says. */
public final class ContrastReport {
  private final Rivals rivals;
  private final Lines lines;

  public ContrastReport(Rivals rivals) {
    this.rivals = rivals;
    lines = new Lines(rivals.kit());
  }

  /** Several lines, each ended. */
  public String text(Contrast contrast) {
    Divergence difference = contrast.difference();
    Observation what = difference.decision().what();
    StringBuilder text = new StringBuilder();
    text.append(
        "difference at step %d: %s is %s, or %s%n"
            .formatted(
                difference.step() + 1,
                what.name(),
                difference.show(difference.predicted()),
                difference.show(difference.observed())));
    line(text, "machine", lines.machine(contrast.program()));
    for (int i = 0; i < contrast.program().steps().size(); i++) {
      text.append(i == difference.step() ? "  -> " : "     ");
      text.append(
          "%2d  %s%n".formatted(i + 1, lines.step(contrast.program(), i, contrast.model())));
    }
    line(text, "system", shown(rivals.one(), difference, difference.predicted()));
    line(text, "system", shown(rivals.other(), difference, difference.observed()));
    line(text, "model", contrast.model().id() + "  " + said(contrast));
    contrast
        .said()
        .ifPresent(
            said -> {
              if (!said.because().isEmpty()) {
                line(text, "", said.because());
              }
              said.rules().stream().limit(1).map(Rule::sentence).forEach(s -> line(text, "", s));
            });
    line(
        text,
        "smallest",
        "%s; program %d had %d"
            .formatted(
                Lines.counted(contrast.program().steps().size(), "step"),
                contrast.finding().index(),
                contrast.finding().original().program().steps().size()));
    return text.toString();
  }

  private static String said(Contrast contrast) {
    return contrast
        .said()
        .map(s -> "%s %s %s".formatted(Lines.answer(s), Lines.rules(s.rules()), sides(contrast)))
        .orElse("no model says anything of it; in what models predict, " + sides(contrast));
  }

  private static String shown(SystemId system, Divergence difference, long cell) {
    return "%s  %s %s"
        .formatted(system, difference.decision().what().name(), difference.show(cell));
  }

  /** Of the whole program, not only of the place where the two differ. */
  private static String sides(Contrast contrast) {
    int agreeing = contrast.agreeing().size();
    int contradicting = contrast.contradicting().size();
    if (agreeing + contradicting < 2) {
      return "one of them gave no outcome when it was asked";
    }
    return switch (agreeing) {
      case 0 -> "against both";
      case 1 -> "as " + contrast.agreeing().get(0);
      default -> "against neither";
    };
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append("  %-9s%s%n".formatted(name, value));
  }

  /** The same for programs that read it. */
  public Map<String, Object> json(Contrast contrast) {
    Divergence difference = contrast.difference();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("step", difference.step() + 1);
    json.put("observation", difference.decision().what().name());
    json.put(
        "shown",
        List.of(difference.show(difference.predicted()), difference.show(difference.observed())));
    json.put("model", contrast.model().id());
    json.put("said", contrast.said().map(Lines::value).orElse("nothing"));
    json.put(
        "rules",
        contrast.said().map(Decision::rules).orElse(List.of()).stream().map(Rule::id).toList());
    json.put("because", contrast.said().map(Decision::because).orElse(""));
    json.put("agreeing", contrast.agreeing());
    json.put("contradicting", contrast.contradicting());
    json.put("machine", lines.machine(contrast.program()));
    json.put(
        "steps",
        IntStream.range(0, contrast.program().steps().size())
            .mapToObj(i -> lines.step(contrast.program(), i, contrast.model()))
            .toList());
    return json;
  }
}
