package pmuoracle.harness.report;

import java.util.LinkedHashMap;
import java.util.Map;
import pmuoracle.harness.campaign.OneSided;
import pmuoracle.harness.compare.SystemPair;
import pmuoracle.harness.system.SystemId;

/** What one of two systems shows and the other does not, though both announce it. */
public final class OneSidedReport {
  private final SystemPair pair;
  private final Lines lines;

  public OneSidedReport(SystemPair pair) {
    this.pair = pair;
    lines = new Lines(pair.kit());
  }

  /** The system that does not show it. */
  private SystemId silent(OneSided found) {
    return found.byFirst() ? pair.other() : pair.one();
  }

  private SystemId showing(OneSided found) {
    return found.byFirst() ? pair.one() : pair.other();
  }

  /** Several lines, each ended. */
  public String text(OneSided found) {
    StringBuilder text =
        new StringBuilder(
            "one-sided at step %d: %s %s shows %s; both announce it%n"
                .formatted(
                    found.step() + 1,
                    silent(found),
                    found.byFirst() ? "no longer" : "does not yet",
                    found.what().name()));
    text.append(lines.program(found.program(), pair.model(), found.step()));
    text.append(
        "  system   %s  %s %s%n".formatted(showing(found), found.what().name(), found.shown()));
    text.append("  system   %s  %s ?%n".formatted(silent(found), found.what().name()));
    return text.toString();
  }

  /** The same for programs that read it. */
  public Map<String, Object> json(OneSided found) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("step", found.step() + 1);
    json.put("observation", found.what().name());
    json.put("shownBy", showing(found).toString());
    json.put("notShownBy", silent(found).toString());
    json.put("shown", found.shown());
    lines.putProgram(json, found.program(), pair.model());
    return json;
  }
}
