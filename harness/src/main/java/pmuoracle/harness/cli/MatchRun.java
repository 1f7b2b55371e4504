package pmuoracle.harness.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import pmuoracle.harness.architecture.ArchitectureKits;
import pmuoracle.harness.architecture.Match;
import pmuoracle.harness.campaign.Campaign;
import pmuoracle.harness.campaign.CampaignResult;
import pmuoracle.harness.campaign.Ending;
import pmuoracle.harness.campaign.Finding;
import pmuoracle.harness.campaign.Plan;
import pmuoracle.harness.corpus.Corpus;
import pmuoracle.harness.report.CoverageReport;
import pmuoracle.harness.report.DivergenceReport;
import pmuoracle.harness.report.Lines;
import pmuoracle.spec.Model;

/**
 * A model against a system, as a verb tells it.
 *
 * @param verb which made what is stored
 */
record MatchRun(Output output, Corpus corpus, String verb) {
  /**
   * Runs the campaign and tells how it ended, also in the row.
   *
   * @param more what else to say of what was done, in lines that are ended
   */
  CampaignResult run(
      Match match, Plan plan, Map<String, Object> row, Function<CampaignResult, String> more) {
    Progress progress = progress(match.toString());
    CampaignResult result = new Campaign(match.contest(), plan, progress).run();
    progress.finished(result.coverage().programs());
    row.put("model", match.model().id());
    row.put("system", match.system());
    row.put("ending", name(result.ending()));
    if (!match.remarks().isEmpty()) {
      row.put("remarks", match.remarks());
    }
    row.put("coverage", CoverageReport.json(result.coverage()));
    String rest = more.apply(result);
    PrintWriter out = output.out();
    if (!output.isJson()) {
      out.println(match + ": " + Conclusion.text(result, "no divergence", "diverged"));
      match.remarks().forEach(r -> out.println("  " + r.replace("\n", "\n  ")));
      out.print(CoverageReport.text(result.coverage()));
      out.print(rest);
    }
    result
        .finding()
        .ifPresent(f -> tell(f, match.model(), match.system(), OptionalLong.of(plan.seed()), row));
    result
        .failure()
        .ifPresent(
            f ->
                new FailedProgram(output, corpus, verb)
                    .tell(f, match.model(), List.of(match.system()), plan.seed(), row));
    out.flush();
    return result;
  }

  Progress progress(String what) {
    return new Progress(what, output.err(), Boolean.getBoolean("pmuoracle.terminal"));
  }

  /** As in JSON. */
  static String name(Ending ending) {
    return ending.name().toLowerCase(Locale.ROOT);
  }

  /** Stores the finding and tells it; without a seed nothing was random. */
  void tell(
      Finding finding, Model model, String system, OptionalLong seed, Map<String, Object> row) {
    Lines lines = new Lines(ArchitectureKits.of(model.architecture()));
    DivergenceReport report = new DivergenceReport(lines, model, system);
    Path kept = corpus.keep(finding, model, system, verb, seed);
    row.put("divergence", report.json(finding.shrunk()));
    row.put("stored", kept.toString());
    if (!output.isJson()) {
      int before = finding.original().program().steps().size();
      int after = finding.shrunk().program().steps().size();
      output.out().print(report.text(finding.shrunk()));
      output.out().println("  shrunk   " + before + " steps -> " + after);
      output.out().println(FailedProgram.replay(model, system, kept));
    }
  }
}
