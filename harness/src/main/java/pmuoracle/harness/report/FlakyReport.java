package pmuoracle.harness.report;

import java.util.LinkedHashMap;
import java.util.Map;
import pmuoracle.harness.campaign.Flaky;

/** A program that differed, and not each time it was run again. */
public final class FlakyReport {
  private final DivergenceReport report;

  /**
   * Of a report on the same model and system.
   *
   * @param report how what was seen first is told
   */
  public FlakyReport(DivergenceReport report) {
    this.report = report;
  }

  /** Several lines, each ended; the program is not shrunk. */
  public String text(Flaky flaky) {
    return "flaky: program %d differed, then %d of %d times when it was run again; first seen:%n%s"
        .formatted(flaky.index(), flaky.again(), flaky.repeats(), report.text(flaky.first()));
  }

  /** The same for programs that read it. */
  public Map<String, Object> json(Flaky flaky) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("program", flaky.index());
    json.put("again", flaky.again());
    json.put("repeats", flaky.repeats());
    json.put("first", report.json(flaky.first()));
    return json;
  }
}
