package pmuoracle.harness.report;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import pmuoracle.harness.campaign.Coverage;
import pmuoracle.spec.Errno;
import pmuoracle.spec.Rule;

/** What a campaign reached. */
public final class CoverageReport {
  private CoverageReport() {}

  /** Of a campaign on a model and a system; several lines, each ended. */
  public static String text(Coverage coverage) {
    StringBuilder text = new StringBuilder();
    programs(text, coverage);
    line(
        text,
        "compared",
        "%,d observations; not observable by the system %,d, not settled by the model %,d"
            .formatted(coverage.comparisons(), coverage.unobserved(), coverage.unsettled()));
    requests(text, coverage);
    line(
        text,
        "health",
        "counting %s of programs, mixed verdicts %s"
            .formatted(percent(coverage.countingShare()), percent(coverage.mixedShare())));
    int all = coverage.fired().size() + coverage.unreached().size();
    line(text, "rules", "%d of the model's %d took part".formatted(coverage.fired().size(), all));
    if (!coverage.unreached().isEmpty()) {
      line(
          text,
          "not",
          "reached: "
              + coverage.unreached().stream().map(Rule::id).collect(Collectors.joining(", ")));
    }
    return text.toString();
  }

  /** Of a campaign on two systems; several lines, each ended. */
  public static String text(Coverage coverage, String one, String other) {
    StringBuilder text = new StringBuilder();
    programs(text, coverage);
    line(
        text,
        "compared",
        "%,d observations; not shown by %s %,d, by %s alone %,d"
            .formatted(
                coverage.comparisons(), one, coverage.unsettled(), other, coverage.unobserved()));
    requests(text, coverage);
    line(text, "health", "counting %s of programs".formatted(percent(coverage.countingShare())));
    return text.toString();
  }

  private static void programs(StringBuilder text, Coverage coverage) {
    line(text, "programs", "%,d, %,d steps".formatted(coverage.programs(), coverage.steps()));
  }

  private static void requests(StringBuilder text, Coverage coverage) {
    line(
        text,
        "requests",
        "%,d, accepted %s: %s"
            .formatted(coverage.requests(), percent(coverage.acceptedShare()), errnos(coverage)));
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format(Locale.ROOT, "  %-9s%s%n", name, value));
  }

  private static String errnos(Coverage coverage) {
    return coverage.errnos().entrySet().stream()
        .map(e -> "%s %,d".formatted(e.getKey(), e.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** The same for programs that read it. */
  public static Map<String, Object> json(Coverage coverage) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("programs", coverage.programs());
    json.put("steps", coverage.steps());
    json.put("compared", coverage.comparisons());
    json.put("unobserved", coverage.unobserved());
    json.put("unsettled", coverage.unsettled());
    Map<String, Long> errnos = new LinkedHashMap<>();
    for (Map.Entry<Errno, Long> e : coverage.errnos().entrySet()) {
      errnos.put(e.getKey().name(), e.getValue());
    }
    json.put("errnos", errnos);
    json.put("counting", coverage.countingShare());
    json.put("mixed", coverage.mixedShare());
    json.put("verbs", coverage.verbs());
    json.put("rules", coverage.fired().stream().map(Rule::id).toList());
    json.put("unreached", coverage.unreached().stream().map(Rule::id).toList());
    return json;
  }
}
