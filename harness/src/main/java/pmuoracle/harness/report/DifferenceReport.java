package pmuoracle.harness.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pmuoracle.harness.difference.ModelComparison;
import pmuoracle.harness.difference.ModelDifference;
import pmuoracle.harness.shrink.Size;
import pmuoracle.oracle.Decision;
import pmuoracle.spec.Model;
import pmuoracle.spec.Rule;

/** The comparison of two models, told as an argument; or in one line. */
public final class DifferenceReport {
  private static final int MODEL_WIDTH = 23;

  private final Lines lines;

  public DifferenceReport(Lines lines) {
    this.lines = lines;
  }

  /** Several lines, each ended. */
  public String text(ModelComparison outcome) {
    StringBuilder text = new StringBuilder();
    if (outcome instanceof ModelComparison.Equivalent equivalent) {
      text.append("%s and %s are equivalent%n".formatted(ids(outcome)));
      line(text, "proved", "of " + equivalent.scope());
      if (!equivalent.uncoupled().isEmpty()) {
        line(
            text,
            "unseen",
            "they may differ in "
                + String.join(", ", equivalent.uncoupled())
                + ", which nothing shows that both can show");
      }
    } else if (outcome instanceof ModelComparison.Different different) {
      text.append(headline(different)).append(System.lineSeparator());
      append(text, different);
    } else if (outcome instanceof ModelComparison.Inconclusive inconclusive) {
      text.append(
          "%s and %s: neither equivalent nor different was shown%n".formatted(ids(outcome)));
      inconclusive.why().forEach(w -> line(text, "because", w));
    }
    outcome.notShared().forEach(n -> line(text, "machines", "not compared where " + n));
    return text.toString();
  }

  private static Object[] ids(ModelComparison outcome) {
    return new Object[] {outcome.one().id(), outcome.other().id()};
  }

  private static String headline(ModelComparison.Different different) {
    ModelDifference witness = different.witness();
    return "%s and %s differ (%s) at step %d: %s is %s, or %s"
        .formatted(
            different.one().id(),
            different.other().id(),
            witness.nature().sentence(),
            witness.step() + 1,
            witness.one().what().name(),
            Lines.value(witness.one()),
            Lines.value(witness.other()));
  }

  private void append(StringBuilder text, ModelComparison.Different different) {
    ModelDifference witness = different.witness();
    text.append(lines.program(witness.program(), different.one(), witness.step()));
    append(text, different.one(), witness.one());
    append(text, different.other(), witness.other());
    line(text, "replayed", "by both oracles, the solver and both implementations");
    line(text, "size", size(witness.size()) + "; " + minimality(different));
  }

  private static void append(StringBuilder text, Model model, Decision decision) {
    text.append(
        "  %-23s  %s %s%n"
            .formatted(model.id(), Lines.answer(decision), Lines.rules(decision.rules())));
    if (!decision.because().isEmpty()) {
      text.append(" ".repeat(MODEL_WIDTH + 4)).append(decision.because()).append('\n');
    }
    decision.rules().stream()
        .limit(1)
        .map(Rule::sentence)
        .forEach(s -> text.append(" ".repeat(MODEL_WIDTH + 4)).append(s).append('\n'));
  }

  private static String size(Size size) {
    return "%s, %s, %s"
        .formatted(
            Lines.counted(size.steps(), "step"),
            Lines.counted(size.parts(), "part"),
            Lines.counted(size.bits(), "bit"));
  }

  private static String minimality(ModelComparison.Different different) {
    return different.gaps().isEmpty()
        ? "no smaller program differs (proved of " + different.scope() + ")"
        : "no smaller one was found, but one may exist: " + String.join("; ", different.gaps());
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append("  %-9s%s%n".formatted(name, value));
  }

  /** One line, ended. */
  public String row(ModelComparison outcome) {
    return "%-23s %-23s %s%n".formatted(outcome.one().id(), outcome.other().id(), told(outcome));
  }

  private String told(ModelComparison outcome) {
    if (outcome instanceof ModelComparison.Different different) {
      ModelDifference witness = different.witness();
      return "%-11s %-25s %s %s | %s%s"
          .formatted(
              witness.nature().id(),
              size(witness.size()),
              lines.step(witness.program(), witness.step(), different.one()),
              Lines.answer(witness.one()),
              Lines.value(witness.other()),
              different.gaps().isEmpty() ? "" : " (a smaller one may exist)");
    } else if (outcome instanceof ModelComparison.Equivalent) {
      return outcome.notShared().isEmpty()
          ? "equivalent"
          : "equivalent  where both speak; " + String.join(", ", outcome.notShared());
    }
    return "inconclusive";
  }

  /** The same for programs that read it. */
  public Map<String, Object> json(ModelComparison outcome) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("one", outcome.one().id());
    json.put("other", outcome.other().id());
    if (outcome instanceof ModelComparison.Equivalent equivalent) {
      json.put("result", "equivalent");
      json.put("scope", equivalent.scope());
      json.put("unseen", equivalent.uncoupled());
    } else if (outcome instanceof ModelComparison.Different different) {
      json.put("result", "different");
      json.putAll(json(different));
    } else if (outcome instanceof ModelComparison.Inconclusive inconclusive) {
      json.put("result", "inconclusive");
      json.put("because", inconclusive.why());
    }
    json.put("notTold", outcome.notShared());
    return json;
  }

  private Map<String, Object> json(ModelComparison.Different different) {
    ModelDifference witness = different.witness();
    Map<String, Object> size = new LinkedHashMap<>();
    size.put("steps", witness.size().steps());
    size.put("parts", witness.size().parts());
    size.put("bits", witness.size().bits());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("nature", witness.nature().id());
    json.put("step", witness.step() + 1);
    json.put("observation", witness.one().what().name());
    json.put(
        "answers",
        List.of(json(different.one(), witness.one()), json(different.other(), witness.other())));
    lines.putProgram(json, witness.program(), different.one());
    json.put("size", size);
    json.put("minimal", different.gaps().isEmpty());
    json.put("scope", different.scope());
    json.put("gaps", new ArrayList<>(different.gaps()));
    return json;
  }

  private static Map<String, Object> json(Model model, Decision decision) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("model", model.id());
    json.put("value", Lines.value(decision));
    json.put("rules", decision.rules().stream().map(Rule::id).toList());
    json.put("because", decision.because());
    return json;
  }
}
