package pmuoracle.harness.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pmuoracle.harness.campaign.Divergence;
import pmuoracle.harness.compare.SystemDifference;
import pmuoracle.harness.compare.SystemPair;
import pmuoracle.harness.system.SystemId;
import pmuoracle.oracle.Decision;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Rule;

/** Two systems that behave differently: the program, what each shows, what a model says. */
public final class SystemDifferenceReport {
  private final SystemPair pair;
  private final Lines lines;

  public SystemDifferenceReport(SystemPair pair) {
    this.pair = pair;
    lines = new Lines(pair.kit());
  }

  /** Several lines, each ended. */
  public String text(SystemDifference found) {
    Divergence difference = found.difference();
    Observation what = difference.decision().what();
    StringBuilder text = new StringBuilder();
    text.append(
        "difference at step %d: %s is %s, or %s%n"
            .formatted(
                difference.step() + 1,
                what.name(),
                difference.show(difference.predicted()),
                difference.show(difference.observed())));
    text.append(lines.program(found.program(), found.model(), difference.step()));
    line(text, "system", shown(pair.one(), difference, difference.predicted()));
    line(text, "system", shown(pair.other(), difference, difference.observed()));
    line(text, "model", found.model().id() + "  " + said(found));
    found
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
                Lines.counted(found.program().steps().size(), "step"),
                found.finding().index(),
                found.finding().original().program().steps().size()));
    return text.toString();
  }

  private static String said(SystemDifference found) {
    return found
        .said()
        .map(s -> "%s %s %s".formatted(Lines.answer(s), Lines.rules(s.rules()), sides(found)))
        .orElse("no model says anything of it; in what models predict, " + sides(found));
  }

  private static String shown(SystemId system, Divergence difference, long cell) {
    return "%s  %s %s"
        .formatted(system, difference.decision().what().name(), difference.show(cell));
  }

  /** Of the whole program, not only of the place where the two differ. */
  private static String sides(SystemDifference found) {
    int agreeing = found.agreeing().size();
    int contradicting = found.contradicting().size();
    if (agreeing + contradicting < 2) {
      return "one of them gave no outcome when it was asked";
    }
    return switch (agreeing) {
      case 0 -> "against both";
      case 1 -> "as " + found.agreeing().get(0);
      default -> "against neither";
    };
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append("  %-9s%s%n".formatted(name, value));
  }

  /** The same for programs that read it. */
  public Map<String, Object> json(SystemDifference found) {
    Divergence difference = found.difference();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("step", difference.step() + 1);
    json.put("observation", difference.decision().what().name());
    json.put(
        "shown",
        List.of(difference.show(difference.predicted()), difference.show(difference.observed())));
    json.put("model", found.model().id());
    json.put("said", found.said().map(Lines::value).orElse("nothing"));
    json.put(
        "rules",
        found.said().map(Decision::rules).orElse(List.of()).stream().map(Rule::id).toList());
    json.put("because", found.said().map(Decision::because).orElse(""));
    json.put("agreeing", found.agreeing());
    json.put("contradicting", found.contradicting());
    lines.putProgram(json, found.program(), found.model());
    return json;
  }
}
