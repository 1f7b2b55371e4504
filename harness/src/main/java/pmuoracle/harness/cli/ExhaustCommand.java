package pmuoracle.harness.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.campaign.Campaign;
import pmuoracle.harness.campaign.CampaignPlan;
import pmuoracle.harness.campaign.CampaignResult;
import pmuoracle.harness.campaign.Contest;
import pmuoracle.harness.campaign.Ending;
import pmuoracle.harness.campaign.Finding;
import pmuoracle.harness.conclusion.Account;
import pmuoracle.harness.conclusion.Conclusion;
import pmuoracle.harness.conclusion.Count;
import pmuoracle.harness.corpus.Corpus;
import pmuoracle.harness.exhaust.Scope;
import pmuoracle.harness.file.Nearest;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.harness.match.Systems;
import pmuoracle.harness.report.CoverageReport;
import pmuoracle.harness.sweep.FilterSweep;
import pmuoracle.harness.sweep.ScopeMatch;
import pmuoracle.harness.system.SystemId;
import pmuoracle.spec.BadInput;
import pmuoracle.spec.Model;

/** Small scopes, completely. */
@Command(
    name = "exhaust",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Every program of a small scope on a model and on a system under test, compared step by step.",
      "Without options: every scope, the newest model of its architecture, the built-in"
          + " implementation. Scopes: x86-filters, arm64-calls, arm64-levels; the last line says"
          + " exactly what was exhausted.",
      "Exit code: 0 exhausted without a divergence, 1 a divergence, 3 not exhausted."
    },
    footer = {
      "",
      "Examples:",
      "  pmu-oracle exhaust",
      "  pmu-oracle exhaust x86-filters --model x86/6.3 --system defect:X09",
      "  pmu-oracle exhaust arm64-levels --model arm64/direct-v5"
    })
final class ExhaustCommand extends Judging {
  @Parameters(paramLabel = "SCOPE", arity = "0..*", description = "default: every one")
  private List<String> scopes = new ArrayList<>();

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = "may be repeated; default: the newest of the scope's architecture")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--system",
      paramLabel = "SYSTEM",
      description = "see pmu-oracle systems (default: imperative)")
  private String system = SystemId.IMPERATIVE.toString();

  @Mixin private WorkOptions work;

  @Override
  void judge() {
    work.requireUsable();
    Corpus corpus = work.corpus();
    AtomicBoolean stop = Interruption.flag();
    List<Map<String, Object>> rows = tellEach("scopes");
    for (ScopeMatch match : matches()) {
      Map<String, Object> row = new LinkedHashMap<>();
      rows.add(row);
      ended(run(match, stop, corpus, row), row);
    }
  }

  private List<ScopeMatch> matches() {
    SystemId id = Systems.id(system);
    List<ArchitectureKit> kits = Systems.architectures(id);
    List<String> known = new ArrayList<>();
    ArchitectureKits.ALL.forEach(kit -> kit.scopes().forEach(scope -> known.add(scope.id())));
    for (String scope : scopes) {
      if (!known.contains(scope)) {
        throw new BadInput(
            "unknown scope '" + scope + "'; " + Nearest.expectation(scope, "", known));
      }
    }
    List<ScopeMatch> matches = new ArrayList<>();
    for (ArchitectureKit kit : kits) {
      for (Scope<?> scope : kit.scopes()) {
        if (scopes.isEmpty() || scopes.contains(scope.id())) {
          models(kit, id).forEach(model -> matches.add(ScopeMatch.of(scope, model, id)));
        }
      }
    }
    for (String asked : Stream.concat(scopes.stream(), models.stream()).toList()) {
      if (matches.stream()
          .noneMatch(m -> m.scope().id().equals(asked) || m.model().id().equals(asked))) {
        throw new BadInput(
            "%s: nothing else that was asked for is of its architecture; expected scopes, models and a system of one"
                .formatted(asked));
      }
    }
    return matches;
  }

  /** Those asked for of the architecture; without any the newest, or a defect's own. */
  private List<Model> models(ArchitectureKit kit, SystemId id) {
    if (models.isEmpty()) {
      return List.of(Systems.usualModel(kit, id));
    }
    return models.stream()
        .map(ArchitectureKits::model)
        .filter(m -> m.architecture() == kit.architecture())
        .toList();
  }

  private Account run(
      ScopeMatch match, AtomicBoolean stop, Corpus corpus, Map<String, Object> row) {
    long size = match.programs().size();
    MatchRun told = new MatchRun(output(), corpus, "exhaust " + match.scope().id());
    Progress progress = told.progress(match.toString());
    CampaignPlan plan =
        CampaignPlan.ofPrograms(0, size, work.threads()).withStop(stop).withRetries(work.retries());
    Contest contest = match.contest();
    Campaign campaign = new Campaign(contest, plan, progress);
    CampaignResult result = campaign.run();
    progress.finished(result.coverage().programs());
    Account account = result.account(contest.unknowns());
    Optional<FilterSweep.Result> swept = Optional.empty();
    if (account.conclusion() == Conclusion.AGREEMENT && match.isSwept()) {
      FilterSweep.Result asked = match.sweep().run(size, work.threads(), stop);
      output().err().printf("%s: %,d questions%n", match, asked.questions());
      result = and(result, asked, size, campaign);
      account =
          result
              .account(contest.unknowns())
              .plus(Count.COMPARED, asked.questions())
              .plus(Count.NOT_SETTLED, asked.unsettled())
              .plus(Count.NOT_REACHED, result.finding().isPresent() ? 0 : size - asked.filters());
      swept = Optional.of(asked);
    }
    if (result.ending() == Ending.STOPPED || result.ending() == Ending.FLAKY) {
      account = account.plus(Count.NOT_REACHED, size - result.coverage().programs());
    }
    boolean exhausted = account.conclusion() == Conclusion.AGREEMENT;
    row.put("scope", match.scope().id());
    row.put("model", match.model().id());
    row.put("system", match.system().toString());
    row.put("ending", MatchRun.name(result.ending()));
    row.put("grade", exhausted ? "EXHAUSTED" : "none");
    row.put("claim", sentence(match, swept));
    row.put("coverage", CoverageReport.json(result.coverage()));
    swept.ifPresent(s -> row.put("questions", s.questions()));
    PrintWriter out = output().out();
    if (!output().isJson()) {
      out.println(match + ": " + Headline.text(result, account, "no divergence", "diverged"));
      out.print(CoverageReport.text(result.coverage()));
    }
    account =
        account.plus(told.found(result, match.model(), match.system(), OptionalLong.empty(), row));
    if (!output().isJson() && exhausted) {
      out.println(claim(match, swept, size));
    }
    out.flush();
    return account;
  }

  /** The campaign's result if it is the sweep's too. */
  private static CampaignResult and(
      CampaignResult result, FilterSweep.Result swept, long size, Campaign campaign) {
    Optional<Finding> finding = swept.differing().map(differing -> differing.finding(campaign));
    if (finding.isPresent()) {
      return result.withFinding(finding.get());
    }
    return swept.filters() < size ? result.withEnding(Ending.STOPPED) : result;
  }

  /** What was exhausted. */
  private static String sentence(ScopeMatch match, Optional<FilterSweep.Result> swept) {
    return match.scope().sentence()
        + swept.map(s -> "; " + match.scope().swept() + unasked(s)).orElse("");
  }

  private static String unasked(FilterSweep.Result swept) {
    return swept.unsettled() == 0
        ? ""
        : ", but %,d filters, which the model's sources leave open".formatted(swept.unsettled());
  }

  private static String claim(ScopeMatch match, Optional<FilterSweep.Result> swept, long size) {
    int left = match.scope().machines().size() - match.programs().machines().size();
    return "EXHAUSTED  %s: %,d programs on %d machines%s%s"
        .formatted(
            sentence(match, swept),
            size,
            match.programs().machines().size(),
            swept.map(s -> ", %,d questions".formatted(s.questions())).orElse(""),
            left == 0 ? "" : "; left out: " + left + " that the model or the system cannot be");
  }
}
