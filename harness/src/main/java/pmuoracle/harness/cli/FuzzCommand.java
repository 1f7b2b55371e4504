package pmuoracle.harness.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import pmuoracle.harness.architecture.Match;
import pmuoracle.harness.architecture.Matches;
import pmuoracle.harness.campaign.Finding;
import pmuoracle.harness.campaign.Judge;
import pmuoracle.harness.campaign.Plan;
import pmuoracle.harness.campaign.Survey;
import pmuoracle.harness.corpus.Corpus;
import pmuoracle.harness.system.SystemFailed;
import pmuoracle.harness.system.SystemUnavailable;
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
final class FuzzCommand implements Callable<Integer> {
  private static final String VERB = "fuzz";
  private static final long SURVEYED = 20_000;

  @Mixin private Output output;
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

  @Mixin private ArchitectureOption architecture;

  @Option(
      names = "--claims-every",
      paramLabel = "N",
      description =
          "hold every Nth program against what is proved of the model; 0 for none (default: 16)")
  private Long claimsEvery = Plan.USUAL_CLAIMS_EVERY;

  @Option(
      names = "--survey",
      description =
          "go on after a divergence and report one of each kind and shape; for systems known to differ, such as model:ID"
              + " (programs default: 20000)")
  private boolean survey;

  @Override
  public Integer call() {
    options.requireUsable();
    if (survey && options.hasTime()) {
      throw new BadInput("--survey and --for exclude each other; expected --programs");
    }
    Corpus corpus = options.corpus();
    AtomicBoolean stop = Interruption.flag();
    Matches matches = new Matches(options.presets(), architecture.of());
    List<Match> all = matches.of(models, systems);
    matches.skipped().forEach(line -> output.err().println(line));
    long drawn = options.drawn();
    if (!output.isJson()) {
      output.out().println("seed 0x" + Long.toHexString(drawn));
      output.out().flush();
    }
    int code = ExitCode.AGREEMENT;
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Match match : all) {
      Plan plan = plan(drawn, all.size(), stop);
      code =
          Math.max(
              code, survey ? survey(match, plan, corpus, rows) : run(match, plan, corpus, rows));
    }
    if (output.isJson()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("seed", "0x" + Long.toHexString(drawn));
      json.put("campaigns", rows);
      output.json(json);
    }
    return code;
  }

  private Plan plan(long drawn, int campaigns, AtomicBoolean stop) {
    return survey
        ? options.counted(drawn, SURVEYED, stop)
        : options.plan(drawn, campaigns, stop).withClaimsEvery(claimsEvery);
  }

  private int run(Match match, Plan plan, Corpus corpus, List<Map<String, Object>> rows) {
    Map<String, Object> row = new LinkedHashMap<>();
    rows.add(row);
    return Conclusion.code(new MatchRun(output, corpus, VERB).run(match, plan, row, r -> ""));
  }

  /** One divergence of each kind. */
  private int survey(Match match, Plan plan, Corpus corpus, List<Map<String, Object>> rows) {
    Survey.Result result;
    try {
      result = new Survey(match.contest(), plan).run();
    } catch (Judge.NoOutcome failure) {
      throw new SystemUnavailable(
          match.system() + " gave no outcome: " + SystemFailed.told(failure.getCause()));
    }
    if (!output.isJson()) {
      output
          .out()
          .printf(
              "%s: %d divergences of different kind or shape; %,d of %,d programs differ%n",
              match, result.findings().size(), result.differing(), result.programs());
    }
    for (Finding finding : result.findings()) {
      Map<String, Object> row = new LinkedHashMap<>();
      new MatchRun(output, corpus, VERB)
          .tell(finding, match.model(), match.system(), OptionalLong.of(plan.seed()), row);
      rows.add(row);
    }
    return result.findings().isEmpty() ? ExitCode.AGREEMENT : ExitCode.DIVERGENCE;
  }
}
