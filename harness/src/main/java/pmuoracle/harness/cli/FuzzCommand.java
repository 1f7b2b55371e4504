package pmuoracle.harness.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import pmuoracle.harness.campaign.Budget;
import pmuoracle.harness.campaign.CampaignPlan;
import pmuoracle.harness.campaign.Finding;
import pmuoracle.harness.campaign.Survey;
import pmuoracle.harness.campaign.SystemFailure;
import pmuoracle.harness.conclusion.Account;
import pmuoracle.harness.conclusion.Count;
import pmuoracle.harness.corpus.Corpus;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.harness.match.Match;
import pmuoracle.harness.match.Matches;
import pmuoracle.harness.match.Systems;
import pmuoracle.harness.report.CoverageReport;
import pmuoracle.harness.system.SystemId;
import pmuoracle.spec.BadInput;

/** The campaign. */
@Command(
    name = "fuzz",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Random guest programs on a model and on a system under test, compared step by step.",
      "Without options: the newest model of each architecture against the built-in implementation, and the running kernel"
          + " where there is one, for a minute. The result depends on the seed and the number of programs only."
    },
    footer = {
      "",
      "Examples:",
      "  pmu-oracle fuzz",
      "  pmu-oracle fuzz --model x86/6.3 --programs 100000 --seed 0x5eed",
      "  pmu-oracle fuzz --system defect:X09",
      "  pmu-oracle fuzz --system kvm",
      "  pmu-oracle fuzz --system kernel:../linux --arch x86",
      "  pmu-oracle fuzz --system 'process:./mine --fast'   (a program of yours; see pmu-oracle systems)"
    })
final class FuzzCommand extends Judging {
  private static final long SURVEYED = 20_000;

  @Mixin private CampaignOptions options;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description =
          "may be repeated; default: the newest, the system's own, or of one that only asking can tell the one it behaves as")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--system",
      paramLabel = "SYSTEM",
      description = "may be repeated; see pmu-oracle systems")
  private List<String> systems = new ArrayList<>();

  @Option(
      names = "--system-model",
      paramLabel = "MODEL",
      description =
          "the model that identify names for the system: a divergence from --model is then explained by the flags in which"
              + " the models differ (known of model:ID and defect:ID)")
  private String systemModel = "";

  @Mixin private ArchitectureOption architecture;

  @Mixin private WithoutOption without;

  @Option(
      names = "--claims-every",
      paramLabel = "N",
      description =
          "hold every Nth program against what is proved of the model; 0 for none (default: 16)")
  private @Nullable Long claimsEvery;

  @Option(
      names = "--survey",
      description =
          "go on after a divergence and report each that is wrong in another cell, by other rules or after other changes of"
              + " registers; for systems known to differ, such as model:ID"
              + " (programs default: 20000)")
  private boolean survey;

  @Option(
      names = "--strict-unknown",
      description =
          "inconclusive (exit code 3) if the system announces an observation and does not always make it")
  private boolean strictUnknown;

  @Override
  void judge() {
    options.requireUsable();
    if (survey && options.hasTime()) {
      throw new BadInput("--survey and --for exclude each other; expected --programs");
    }
    if (survey && claimsEvery != null) {
      throw new BadInput("--survey and --claims-every exclude each other: a survey looks for none");
    }
    options.requireBiasFor(systems);
    Corpus corpus = options.corpus();
    AtomicBoolean stop = Interruption.flag();
    Budget budget = options.budget();
    long drawn = options.drawn();
    tell("seed", "0x" + Long.toHexString(drawn));
    Matches matches = new Matches(options.presets(), architecture.of(), budget, stop);
    matches.without(without.of(architecture.of()));
    if (!systemModel.isEmpty()) {
      requireOpaque();
      matches.behavingAs(ArchitectureKits.model(systemModel));
    }
    List<Map<String, Object>> rows = tellEach("campaigns");
    List<Match> all = matches.of(models, systems);
    tell("skipped", matches.skipped());
    skipped(matches.skipped().size());
    matches.skipped().forEach(line -> output().err().println(line));
    if (!output().isJson()) {
      output().out().println("seed 0x" + Long.toHexString(drawn));
      output().out().flush();
    }
    MatchRun run = new MatchRun(output(), corpus, verb());
    for (int i = 0; i < all.size(); i++) {
      Match match = all.get(i);
      int left = all.size() - i;
      if (survey) {
        survey(match, options.counted(drawn, SURVEYED, stop), run, rows);
      } else {
        Map<String, Object> row = new LinkedHashMap<>();
        rows.add(row);
        ended(
            budget.spend(
                left,
                time ->
                    run.run(
                            match,
                            options
                                .plan(drawn, time, stop)
                                .withClaimsEvery(
                                    claimsEvery != null
                                        ? claimsEvery
                                        : CampaignPlan.USUAL_CLAIMS_EVERY),
                            row,
                            this::strictly,
                            r -> "")
                        .account()),
            row);
      }
    }
    options.tellBeside(budget, output().err());
  }

  private void requireOpaque() {
    if (systems.stream().map(Systems::id).noneMatch(SystemId::isOpaque)) {
      throw new BadInput(
          "--system-model is of a system that only asking can tell; expected --system kvm,"
              + " process:COMMAND or kernel:TREE");
    }
  }

  private Account strictly(Account account) {
    return strictUnknown ? account.doubting(Count.ONE_SIDED) : account;
  }

  /** One divergence of each kind. */
  private void survey(
      Match match, CampaignPlan plan, MatchRun run, List<Map<String, Object>> rows) {
    Survey.Result result = new Survey(match.contest(), plan).run();
    OptionalLong seed = OptionalLong.of(plan.seed());
    Account account =
        strictly(result.coverage().account(match.contest().unknowns()))
            .plus(Count.DIFFERENT, result.findings().size())
            .plus(Count.FLAKY, result.flaky().size())
            .plus(Count.FAILED, result.failures().size())
            .plus(Count.NOT_REACHED, plan.programs() - result.coverage().programs());
    if (!output().isJson()) {
      output()
          .out()
          .printf(
              "%s: %d different divergences; %,d of %,d programs differ%n",
              match, result.findings().size(), result.differing(), result.coverage().programs());
    }
    for (Finding finding : result.findings()) {
      Map<String, Object> row = new LinkedHashMap<>();
      rows.add(row);
      account = account.plus(run.tell(finding, match.model(), match.system(), seed, row));
    }
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("model", match.model().id());
    row.put("system", match.system().toString());
    row.put("differing", result.differing());
    row.put("coverage", CoverageReport.json(result.coverage()));
    rows.add(row);
    account = account.plus(run.tell(result.flaky(), match.model(), match.system(), seed, row));
    for (SystemFailure failure : result.failures().stream().limit(1).toList()) {
      account =
          account.plus(
              new FailedProgram(output(), run.corpus(), verb())
                  .tell(failure, match.model(), List.of(match.system()), plan.seed(), row));
    }
    ended(account, row);
  }
}
