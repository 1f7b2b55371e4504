package pmuoracle.harness.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import pmuoracle.harness.campaign.Campaign;
import pmuoracle.harness.campaign.CampaignPlan;
import pmuoracle.harness.campaign.CampaignResult;
import pmuoracle.harness.campaign.Ending;
import pmuoracle.harness.campaign.Finding;
import pmuoracle.harness.campaign.Flaky;
import pmuoracle.harness.conclusion.Account;
import pmuoracle.harness.corpus.Corpus;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.harness.match.Match;
import pmuoracle.harness.report.CoverageReport;
import pmuoracle.harness.report.DivergenceReport;
import pmuoracle.harness.report.FlakyReport;
import pmuoracle.harness.report.Lines;
import pmuoracle.harness.system.SystemId;
import pmuoracle.spec.Model;

/**
 * A model against a system, as a verb tells it.
 *
 * @param verb which made what is stored
 */
record MatchRun(Output output, Corpus corpus, String verb) {
  /** What a campaign came to, and what it counted. */
  record Outcome(CampaignResult result, Account account) {}

  /**
   * Runs the campaign and tells how it ended, also in the row.
   *
   * @param strictly changes what weighs as a doubt
   * @param more what else to say of what was done, in lines that are ended
   */
  Outcome run(
      Match match,
      CampaignPlan plan,
      Map<String, Object> row,
      Function<Account, Account> strictly,
      Function<CampaignResult, String> more) {
    Progress progress = progress(match.toString());
    CampaignResult result = new Campaign(match.contest(), plan, progress).run();
    progress.finished(result.coverage().programs());
    Account account = strictly.apply(result.account(match.contest().unknowns()));
    row.put("model", match.model().id());
    row.put("system", match.system().toString());
    row.put("ending", name(result.ending()));
    if (!match.remarks().isEmpty()) {
      row.put("remarks", match.remarks());
    }
    row.put("coverage", CoverageReport.json(result.coverage()));
    String rest = more.apply(result);
    PrintWriter out = output.out();
    if (!output.isJson()) {
      out.println(match + ": " + Headline.text(result, account, "no divergence", "diverged"));
      match.remarks().forEach(r -> out.println("  " + r.replace("\n", "\n  ")));
      out.print(CoverageReport.text(result.coverage()));
      out.print(rest);
    }
    OptionalLong seed = OptionalLong.of(plan.seed());
    account = account.plus(found(result, match.model(), match.system(), seed, row));
    out.flush();
    return new Outcome(result, account);
  }

  /** Tells and stores what the campaign found; what of it could not be stored. */
  Account found(
      CampaignResult result,
      Model model,
      SystemId system,
      OptionalLong seed,
      Map<String, Object> row) {
    Account account = tell(result.flaky(), model, system, seed, row);
    if (result.finding().isPresent()) {
      account = account.plus(tell(result.finding().get(), model, system, seed, row));
    }
    if (result.failure().isPresent()) {
      FailedProgram failed = new FailedProgram(output, corpus, verb);
      account =
          account.plus(
              failed.tell(result.failure().get(), model, List.of(system), seed.orElse(0), row));
    }
    return account;
  }

  Progress progress(String what) {
    return new Progress(what, output.err(), Boolean.getBoolean("pmuoracle.terminal"));
  }

  /** As in JSON. */
  static String name(Ending ending) {
    return ending.name().toLowerCase(Locale.ROOT);
  }

  private DivergenceReport report(Model model, SystemId system) {
    Lines lines = new Lines(ArchitectureKits.of(model.architecture()));
    return new DivergenceReport(lines, model, system.toString());
  }

  /**
   * Tells the finding, then stores it; what of it could not be stored. Without a seed nothing was
   * random.
   */
  Account tell(
      Finding finding, Model model, SystemId system, OptionalLong seed, Map<String, Object> row) {
    DivergenceReport report = report(model, system);
    Map<String, Object> told = report.json(finding.shrunk());
    finding.explanation().ifPresent(why -> told.put("explainedBy", why.titles()));
    row.put("divergence", told);
    if (!output.isJson()) {
      int before = finding.original().program().steps().size();
      int after = finding.shrunk().program().steps().size();
      output.out().print(report.text(finding.shrunk()));
      finding.explanation().ifPresent(why -> output.out().println("  explained by: " + why.text()));
      output.out().println("  shrunk   " + before + " steps -> " + after);
    }
    return new Storing(output)
        .store(
            () -> corpus.keep(finding, model, system.toString(), verb, seed),
            row,
            kept -> say(FailedProgram.replay(model, system, kept)));
  }

  /** The same of programs that differed and did not differ again each time. */
  Account tell(
      List<Flaky> flaky, Model model, SystemId system, OptionalLong seed, Map<String, Object> row) {
    Account account = Account.NOTHING;
    List<Map<String, Object>> rows = new ArrayList<>();
    FlakyReport report = new FlakyReport(report(model, system));
    for (Flaky one : flaky) {
      Map<String, Object> json = report.json(one);
      rows.add(json);
      say(report.text(one).stripTrailing());
      account =
          account.plus(
              new Storing(output)
                  .store(
                      () -> corpus.keep(one, model, system.toString(), verb, seed),
                      json,
                      kept -> say(FailedProgram.replay(model, system, kept))));
    }
    if (!rows.isEmpty()) {
      row.put("flaky", rows);
    }
    return account;
  }

  private void say(String lines) {
    if (!output.isJson()) {
      output.out().println(lines);
    }
  }
}
