package pmuoracle.harness.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import pmuoracle.harness.campaign.CellKind;
import pmuoracle.harness.campaign.Coverage;
import pmuoracle.spec.Errno;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Rule;

/** What a campaign reached. */
public final class CoverageReport {
  private static final int SHOWN_RULES = 8;
  private static final int SHOWN_TRANSITIONS = 4;

  /** A campaign of so many programs should leave no kind of transition out. */
  private static final long USUAL_SIZE = 20_000;

  private CoverageReport() {}

  /** Of a campaign on a model and a system; several lines, each ended. */
  public static String text(Coverage coverage) {
    StringBuilder text = new StringBuilder();
    programs(text, coverage);
    line(
        text,
        "compared",
        "%,d observations; not observable by the system %,d, not settled by the model %,d, one-sided %,d"
            .formatted(
                coverage.comparisons(),
                coverage.notObservable(),
                coverage.notSettled(),
                coverage.oneSidedCells()));
    oneSided(text, coverage, "only the model knows", "only the system shows");
    requests(text, coverage);
    line(
        text,
        "health",
        "counting %s of programs, mixed verdicts %s%s"
            .formatted(
                percent(coverage.countingShare()),
                percent(coverage.mixedShare()),
                coverage.isSampled() ? " of sampled programs" : ""));
    transitions(text, coverage);
    rules(text, coverage);
    return text.toString();
  }

  /** Nothing where nothing counts, as with requests only: there is nothing to turn off. */
  private static void transitions(StringBuilder text, Coverage coverage) {
    int all = coverage.transitions().size();
    if (all == 0 || coverage.counting() == 0) {
      return;
    }
    List<String> never = coverage.unexercised();
    String first = never.stream().limit(SHOWN_TRANSITIONS).collect(Collectors.joining("; "));
    int left = never.size() - SHOWN_TRANSITIONS;
    line(
        text,
        "transitions ",
        "%d of %d kinds exercised%s%s"
            .formatted(
                all - never.size(),
                all,
                never.isEmpty() ? "" : "; never: " + first,
                left > 0 ? " and %d more".formatted(left) : ""));
    if (!never.isEmpty() && coverage.programs() >= USUAL_SIZE) {
      line(text, "", "warning: a campaign of this size should leave none out");
    }
  }

  private static void rules(StringBuilder text, Coverage coverage) {
    int all = coverage.decided().size() + coverage.fired().size() + coverage.unreached().size();
    line(
        text,
        "rules",
        "%d of the model's %d decided what was compared%s"
            .formatted(
                coverage.decided().size(),
                all,
                coverage.isSampled()
                    ? "; sampled %,d of %,d programs"
                        .formatted(coverage.named(), coverage.programs())
                    : ""));
    if (!coverage.fired().isEmpty()) {
      line(text, "", "took part, decided nothing compared: " + ids(coverage.fired()));
    }
    if (!coverage.opened().isEmpty()) {
      line(text, "", "left something open: " + ids(coverage.opened()));
    }
    if (!coverage.unreached().isEmpty()) {
      line(text, "", "took no part: " + ids(coverage.unreached()));
    }
  }

  /** The first of them, in the order of the law book; JSON has all. */
  private static String ids(List<Rule> rules) {
    String first =
        rules.stream().limit(SHOWN_RULES).map(Rule::id).collect(Collectors.joining(", "));
    int left = rules.size() - SHOWN_RULES;
    return left > 0 ? "%s and %d more".formatted(first, left) : first;
  }

  /** Of a campaign on two systems; several lines, each ended. */
  public static String text(Coverage coverage, String one, String other) {
    StringBuilder text = new StringBuilder();
    programs(text, coverage);
    line(
        text,
        "compared",
        "%,d observations; not observable by one of them %,d, one-sided %,d"
            .formatted(coverage.comparisons(), coverage.notObservable(), coverage.oneSidedCells()));
    oneSided(text, coverage, "only %s shows".formatted(one), "only %s shows".formatted(other));
    requests(text, coverage);
    line(text, "health", "counting %s of programs".formatted(percent(coverage.countingShare())));
    transitions(text, coverage);
    return text.toString();
  }

  private static void oneSided(
      StringBuilder text, Coverage coverage, String onlyFirst, String onlySecond) {
    for (CellKind kind : coverage.oneSided()) {
      if (kind.onlyFirst() > 0) {
        line(text, "", told(kind, onlyFirst, kind.onlyFirst()));
      }
      if (kind.onlySecond() > 0) {
        line(text, "", told(kind, onlySecond, kind.onlySecond()));
      }
    }
  }

  private static String told(CellKind kind, String who, long count) {
    return String.format(
        Locale.ROOT,
        "%s %s of %s: %,d%s",
        who,
        name(kind.observation()),
        kind.verb(),
        count,
        kind.compared() ? "" : "; never compared");
  }

  private static String name(Observation.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static void programs(StringBuilder text, Coverage coverage) {
    String refused =
        coverage.refused() == 0
            ? ""
            : String.format(
                Locale.ROOT, "; refused %,d, whose machine it cannot be", coverage.refused());
    line(
        text,
        "programs",
        "%,d, %,d steps%s".formatted(coverage.programs(), coverage.steps(), refused));
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
    json.put("unobserved", coverage.notObservable());
    json.put("unsettled", coverage.notSettled());
    json.put("refused", coverage.refused());
    json.put("oneSided", coverage.oneSided().stream().map(CoverageReport::json).toList());
    Map<String, Long> errnos = new LinkedHashMap<>();
    for (Map.Entry<Errno, Long> e : coverage.errnos().entrySet()) {
      errnos.put(e.getKey().name(), e.getValue());
    }
    json.put("errnos", errnos);
    json.put("counting", coverage.countingShare());
    json.put("named", coverage.named());
    json.put("mixed", coverage.mixedShare());
    json.put("verbs", coverage.verbs());
    json.put("transitions", coverage.transitions());
    json.put("unexercised", coverage.unexercised());
    json.put("rules", coverage.decided().stream().map(Rule::id).toList());
    json.put("opened", coverage.opened().stream().map(Rule::id).toList());
    json.put("undecided", coverage.fired().stream().map(Rule::id).toList());
    json.put("unreached", coverage.unreached().stream().map(Rule::id).toList());
    return json;
  }

  private static Map<String, Object> json(CellKind kind) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("step", kind.verb());
    json.put("observation", name(kind.observation()));
    json.put("onlyFirst", kind.onlyFirst());
    json.put("onlySecond", kind.onlySecond());
    json.put("compared", kind.compared());
    return json;
  }
}
