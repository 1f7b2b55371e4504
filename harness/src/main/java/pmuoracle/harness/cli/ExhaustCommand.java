package pmuoracle.harness.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.architecture.ArchitectureKits;
import pmuoracle.harness.architecture.ScopeMatch;
import pmuoracle.harness.architecture.Systems;
import pmuoracle.harness.campaign.Campaign;
import pmuoracle.harness.campaign.CampaignResult;
import pmuoracle.harness.campaign.Ending;
import pmuoracle.harness.campaign.Finding;
import pmuoracle.harness.campaign.Plan;
import pmuoracle.harness.corpus.Corpus;
import pmuoracle.harness.exhaust.Scope;
import pmuoracle.harness.file.Nearest;
import pmuoracle.harness.report.CoverageReport;
import pmuoracle.harness.report.FailureReport;
import pmuoracle.harness.sweep.FilterSweep;
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
final class ExhaustCommand implements Callable<Integer> {
  @Mixin private Output output;

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
  private String system = Systems.IMPERATIVE;

  @Mixin private WorkOptions work;

  @Override
  public Integer call() {
    work.requireUsable();
    Corpus corpus = work.corpus();
    AtomicBoolean stop = Interruption.flag();
    int code = ExitCode.AGREEMENT;
    List<Map<String, Object>> rows = new ArrayList<>();
    for (ScopeMatch match : matches()) {
      code = Math.max(code, run(match, stop, corpus, rows));
    }
    if (output.isJson()) {
      output.json(rows);
    }
    return code;
  }

  private List<ScopeMatch> matches() {
    List<ScopeMatch> matches = new ArrayList<>();
    List<String> known = new ArrayList<>();
    for (ArchitectureKit kit : ArchitectureKits.ALL) {
      for (Scope scope : kit.scopes()) {
        known.add(scope.id());
        if (scopes.isEmpty() || scopes.contains(scope.id())) {
          for (Model model : models(kit)) {
            matches.add(ScopeMatch.of(scope, model, system));
          }
        }
      }
    }
    for (String scope : scopes) {
      if (!known.contains(scope)) {
        throw new BadInput(
            "unknown scope '" + scope + "'; " + Nearest.expectation(scope, "", known));
      }
    }
    if (matches.isEmpty()) {
      throw new BadInput(
          "no scope for what was asked; expected a model of the scope's architecture");
    }
    return matches;
  }

  /** Those asked for of the architecture; without any the newest, or a defect's own. */
  private List<Model> models(ArchitectureKit kit) {
    if (models.isEmpty() && system.startsWith(Systems.DEFECT)) {
      Model own = Systems.defect(system).model();
      return own.architecture() == kit.architecture() ? List.of(own) : List.of();
    } else if (models.isEmpty()) {
      return List.of(kit.models().get(kit.models().size() - 1));
    }
    return models.stream()
        .map(ArchitectureKits::model)
        .filter(m -> m.architecture() == kit.architecture())
        .toList();
  }

  private int run(
      ScopeMatch match, AtomicBoolean stop, Corpus corpus, List<Map<String, Object>> rows) {
    long size = match.programs().size();
    MatchRun told = new MatchRun(output, corpus, "exhaust " + match.scope().id());
    Progress progress = told.progress(match.toString());
    Plan plan = Plan.ofPrograms(0, size, work.threads()).withStop(stop);
    Campaign campaign = new Campaign(match.contest(), plan, progress);
    CampaignResult result = campaign.run();
    progress.finished(result.coverage().programs());
    Optional<FilterSweep.Result> swept = Optional.empty();
    if (isExhausted(result) && match.isSwept()) {
      FilterSweep.Result asked = match.sweep().run(size, work.threads(), stop);
      output.err().printf("%s: %,d questions%n", match, asked.questions());
      result = and(result, asked, size, campaign);
      swept = Optional.of(asked);
    }
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("scope", match.scope().id());
    row.put("model", match.model().id());
    row.put("system", match.system());
    row.put("ending", MatchRun.name(result.ending()));
    row.put("grade", isExhausted(result) ? "EXHAUSTED" : "none");
    row.put("claim", sentence(match, swept));
    row.put("coverage", CoverageReport.json(result.coverage()));
    swept.ifPresent(s -> row.put("questions", s.questions()));
    rows.add(row);
    PrintWriter out = output.out();
    if (!output.isJson()) {
      out.println(match + ": " + ending(result, size));
      out.print(CoverageReport.text(result.coverage()));
    }
    result
        .finding()
        .ifPresent(f -> told.tell(f, match.model(), match.system(), OptionalLong.empty(), row));
    result.failure().ifPresent(f -> output.err().print(FailureReport.text(f)));
    if (!output.isJson() && isExhausted(result)) {
      out.println(claim(match, swept, size));
    }
    out.flush();
    return code(result);
  }

  /** The campaign's result if it is the sweep's too. */
  private static CampaignResult and(
      CampaignResult result, FilterSweep.Result swept, long size, Campaign campaign) {
    Optional<Finding> finding = swept.suspicion().map(suspicion -> suspicion.finding(campaign));
    boolean stopped = finding.isEmpty() && swept.filters() < size;
    Ending ending =
        finding.isPresent() ? Ending.DIVERGED : stopped ? Ending.STOPPED : result.ending();
    return new CampaignResult(ending, result.coverage(), finding, result.failure());
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

  private static String ending(CampaignResult result, long size) {
    return switch (result.ending()) {
      case COMPLETED, OUT_OF_TIME ->
          isExhausted(result) ? "no divergence" : "inconclusive: nothing could be compared";
      case STOPPED ->
          "stopped after %,d of %,d programs; no divergence so far"
              .formatted(result.coverage().programs(), size);
      case DIVERGED -> "diverged at program " + result.finding().orElseThrow().index();
      case SYSTEM_FAILED ->
          "the system gave no outcome at program " + result.failure().orElseThrow().index();
    };
  }

  private static boolean isExhausted(CampaignResult result) {
    return result.ending() == Ending.COMPLETED && result.coverage().comparisons() > 0;
  }

  private static int code(CampaignResult result) {
    if (result.ending() == Ending.DIVERGED) {
      return ExitCode.DIVERGENCE;
    }
    return isExhausted(result) ? ExitCode.AGREEMENT : ExitCode.INCONCLUSIVE;
  }
}
