package pmuoracle.harness.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.campaign.Campaign;
import pmuoracle.harness.campaign.CampaignListener;
import pmuoracle.harness.campaign.CampaignPlan;
import pmuoracle.harness.campaign.CampaignResult;
import pmuoracle.harness.campaign.Contest;
import pmuoracle.harness.campaign.Divergence;
import pmuoracle.harness.campaign.Flaky;
import pmuoracle.harness.conclusion.Account;
import pmuoracle.harness.conclusion.Conclusion;
import pmuoracle.harness.file.ProgramFile;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.harness.match.Matches;
import pmuoracle.harness.match.Systems;
import pmuoracle.harness.report.DivergenceReport;
import pmuoracle.harness.report.FailureReport;
import pmuoracle.harness.report.FlakyReport;
import pmuoracle.harness.report.Lines;
import pmuoracle.harness.system.SystemFailed;
import pmuoracle.harness.system.SystemId;
import pmuoracle.spec.Model;

/** The smallest program with the same divergence. */
@Command(
    name = "shrink",
    mixinStandardHelpOptions = true,
    description = "The smallest program with the same divergence between a model and a system.",
    footer = {"", "Example: pmu-oracle shrink --system defect:X17 FILE"})
final class ShrinkCommand extends Judging {

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = "default: the file's own, or the one that the system is found to behave as")
  private String modelId = "";

  @Option(
      names = "--system",
      paramLabel = "SYSTEM",
      required = true,
      description = "as pmu-oracle systems lists them")
  private String system;

  @Parameters(paramLabel = "PROGRAM", description = "a program file")
  private Path path;

  @Override
  void judge() {
    Map<String, Object> row = new LinkedHashMap<>();
    tell("shrunk", row);
    row.put("file", path.toString());
    row.put("system", system);
    ProgramFile file = ProgramFiles.read(path);
    SystemId id = Systems.id(system);
    ModelChoice.Chosen chosen = new ModelChoice(modelId, id).of(file, path);
    Model model = chosen.model();
    row.put("model", model.id());
    chosen
        .why()
        .ifPresent(
            why -> {
              row.put("chosen", why);
              say(system + ": " + why);
            });
    ArchitectureKit kit = ArchitectureKits.of(model.architecture());
    Contest contest = Matches.contest(kit, model, id);
    CampaignPlan plan = CampaignPlan.ofPrograms(0, 1, 1).withStop(Interruption.flag());
    Lines lines = new Lines(kit);
    DivergenceReport report = new DivergenceReport(lines, model, system);
    ProgramFiles.requireMachine(id, model, file, path);
    CampaignResult result =
        new Campaign(
                contest.withGenerator(new OneProgram(file.program())),
                plan,
                new CampaignListener() {})
            .run();
    Account account = result.account(contest.unknowns());
    row.put("agrees", account.conclusion() == Conclusion.AGREEMENT);
    result.finding().ifPresent(f -> tell(f.shrunk(), report, row));
    for (Flaky flaky : result.flaky()) {
      FlakyReport told = new FlakyReport(report);
      row.put("flaky", told.json(flaky));
      say(told.text(flaky).stripTrailing());
    }
    result
        .failure()
        .ifPresent(
            failure -> {
              row.put("failure", SystemFailed.told(failure.cause()));
              output().err().print(FailureReport.text(failure));
            });
    if (account.conclusion() == Conclusion.AGREEMENT) {
      String agreement = "%s agrees with %s on %s; there is nothing to shrink";
      say(agreement.formatted(system, model.id(), path));
    } else if (result.finding().isEmpty()) {
      say("%s against %s on %s: %s".formatted(system, model.id(), path, doubts(account)));
    }
    ended(account, row);
  }

  private void tell(Divergence divergence, DivergenceReport report, Map<String, Object> row) {
    row.put("divergence", report.json(divergence));
    if (!output().isJson()) {
      output().out().print(report.text(divergence));
    }
  }

  private void say(String line) {
    if (!output().isJson()) {
      output().out().println(line);
    }
  }
}
