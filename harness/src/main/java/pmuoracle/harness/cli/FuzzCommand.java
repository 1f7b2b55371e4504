package pmuoracle.harness.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import pmuoracle.harness.architecture.ArchitectureKits;
import pmuoracle.harness.architecture.Match;
import pmuoracle.harness.architecture.Matches;
import pmuoracle.harness.architecture.Systems;
import pmuoracle.harness.campaign.Campaign;
import pmuoracle.harness.campaign.CampaignResult;
import pmuoracle.harness.campaign.Finding;
import pmuoracle.harness.campaign.Judge;
import pmuoracle.harness.campaign.Plan;
import pmuoracle.harness.campaign.Survey;
import pmuoracle.harness.campaign.SystemFailure;
import pmuoracle.harness.corpus.Corpus;
import pmuoracle.harness.file.Nearest;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.report.CoverageReport;
import pmuoracle.harness.report.DivergenceReport;
import pmuoracle.harness.report.FailureReport;
import pmuoracle.harness.report.Lines;
import pmuoracle.harness.system.SystemFailed;
import pmuoracle.harness.system.SystemUnavailable;
import pmuoracle.spec.BadInput;
import pmuoracle.spec.Model;

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
      "  pmu-oracle fuzz --system 'process:./mine --fast'   (a program of yours; see pmu-oracle systems)"
    })
final class FuzzCommand implements Callable<Integer> {
  private static final Duration MINUTE = Duration.ofSeconds(60);
  private static final long SURVEYED = 20_000;

  @Mixin private Output output;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = "may be repeated; default: the newest, or the system's own")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--system",
      paramLabel = "SYSTEM",
      description = "may be repeated; see pmu-oracle systems")
  private List<String> systems = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = Quantity.Seed.class,
      description = "default: drawn and printed")
  private @Nullable Long seed;

  @Option(
      names = "--claims-every",
      paramLabel = "N",
      description =
          "hold every Nth program against what is proved of the model; 0 for none (default: 16)")
  private Long claimsEvery = 16L;

  @Option(
      names = "--programs",
      paramLabel = "N",
      description = "how many for each pair of model and system")
  private @Nullable Long programs;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = Quantity.Time.class,
      description = "how long in all (default: 60s)")
  private @Nullable Duration time;

  @Option(names = "--threads", paramLabel = "N", description = "default: the processors")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--bias",
      paramLabel = "PRESET",
      description = "whole, sweep, requests or short; default: one drawn for each program")
  private String bias = "";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "where a shrunk divergence is stored (default: found)")
  private Path folder = Path.of("found");

  @Option(
      names = "--survey",
      description =
          "go on after a divergence and report one of each kind and shape; for systems known to differ, such as model:ID"
              + " (programs default: 20000)")
  private boolean survey;

  @Override
  public Integer call() {
    requireUsable();
    Corpus corpus = new Corpus(folder, new Systems(), ArchitectureKits.vocabularies());
    AtomicBoolean stop = Interruption.flag();
    Matches matches = new Matches(presets());
    List<Match> all = matches.of(models, systems);
    matches.skipped().forEach(line -> output.err().println(line));
    long drawn = seed != null ? seed : new SecureRandom().nextLong();
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

  private void requireUsable() {
    if (programs != null && time != null) {
      throw new BadInput("--programs and --for exclude each other");
    }
    if (survey && time != null) {
      throw new BadInput("--survey and --for exclude each other; expected --programs");
    }
    if (programs != null && programs < 1) {
      throw new BadInput("--programs " + programs + "; expected at least 1");
    }
    if (threads < 1 || threads > 1024) {
      throw new BadInput("--threads " + threads + "; expected 1 to 1024");
    }
  }

  private List<Bias> presets() {
    if (bias.isEmpty()) {
      return Bias.USUAL;
    }
    List<String> ids = Bias.PRESETS.stream().map(Bias::id).toList();
    if (!ids.contains(bias)) {
      throw new BadInput("unknown bias '" + bias + "'; " + Nearest.expectation(bias, "", ids));
    }
    return Bias.PRESETS.stream().filter(b -> b.id().equals(bias)).toList();
  }

  private Plan plan(long drawn, int campaigns, AtomicBoolean stop) {
    if (survey) {
      long count = programs != null ? programs : SURVEYED;
      return Plan.ofPrograms(drawn, count, threads).withStop(stop);
    }
    Duration whole = time != null ? time : MINUTE;
    Plan plan =
        programs != null
            ? Plan.ofPrograms(drawn, programs, threads)
            : Plan.ofTime(drawn, whole.toNanos() / campaigns, threads);
    return plan.withStop(stop).withClaimsEvery(claimsEvery);
  }

  private int run(Match match, Plan plan, Corpus corpus, List<Map<String, Object>> rows) {
    Progress progress =
        new Progress(match.toString(), output.err(), Boolean.getBoolean("pmuoracle.terminal"));
    CampaignResult result = new Campaign(match.contest(), plan, progress).run();
    progress.finished(result.coverage().programs());
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("model", match.model().id());
    row.put("system", match.system());
    row.put("ending", result.ending().name().toLowerCase(java.util.Locale.ROOT));
    row.put("coverage", CoverageReport.json(result.coverage()));
    rows.add(row);
    PrintWriter out = output.out();
    if (!output.isJson()) {
      out.println(match + ": " + ending(result));
      match.remark().ifPresent(r -> out.println("  " + r));
      out.print(CoverageReport.text(result.coverage()));
    }
    result.finding().ifPresent(f -> tell(f, match, plan.seed(), corpus, row));
    result.failure().ifPresent(f -> tell(f, match, plan.seed(), corpus, row));
    out.flush();
    return code(result);
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
      tell(finding, match, plan.seed(), corpus, row);
      rows.add(row);
    }
    return result.findings().isEmpty() ? ExitCode.AGREEMENT : ExitCode.DIVERGENCE;
  }

  private static String ending(CampaignResult result) {
    return switch (result.ending()) {
      case COMPLETED, OUT_OF_TIME ->
          isEmpty(result) ? "inconclusive: nothing could be compared" : "no divergence";
      case STOPPED -> "stopped; no divergence so far";
      case DIVERGED -> "diverged at program " + result.finding().orElseThrow().index();
      case SYSTEM_FAILED ->
          "the system gave no outcome at program " + result.failure().orElseThrow().index();
    };
  }

  /** Whether programs were run, and nothing of them could be compared. */
  private static boolean isEmpty(CampaignResult result) {
    return result.coverage().programs() > 0 && result.coverage().comparisons() == 0;
  }

  private static int code(CampaignResult result) {
    return switch (result.ending()) {
      case COMPLETED, OUT_OF_TIME -> isEmpty(result) ? ExitCode.INCONCLUSIVE : ExitCode.AGREEMENT;
      case STOPPED -> ExitCode.AGREEMENT;
      case DIVERGED -> ExitCode.DIVERGENCE;
      case SYSTEM_FAILED -> ExitCode.INCONCLUSIVE;
    };
  }

  private void tell(
      Finding finding, Match match, long drawn, Corpus corpus, Map<String, Object> row) {
    Model model = match.model();
    Lines lines = new Lines(ArchitectureKits.of(model.architecture()));
    DivergenceReport report = new DivergenceReport(lines, model, match.system());
    Path kept = corpus.keep(finding, model, match.system(), drawn);
    row.put("divergence", report.json(finding.shrunk()));
    row.put("stored", kept.toString());
    if (!output.isJson()) {
      int before = finding.original().program().steps().size();
      output.out().print(report.text(finding.shrunk()));
      output
          .out()
          .println(
              "  shrunk   " + before + " steps -> " + finding.shrunk().program().steps().size());
      output.out().println(replay(match, kept));
    }
  }

  private static String replay(Match match, Path kept) {
    return "  replay   pmu-oracle replay --system " + ShellWord.of(match.system()) + " " + kept;
  }

  /** The system gave no outcome; the program that does it is kept, if it is known. */
  private void tell(
      SystemFailure failure, Match match, long drawn, Corpus corpus, Map<String, Object> row) {
    PrintWriter err = output.err();
    err.print(FailureReport.text(failure));
    row.put("failure", SystemFailed.told(failure.cause()));
    if (failure.isNarrowed()) {
      Path kept = corpus.keep(failure, match.model(), match.system(), drawn);
      row.put("stored", kept.toString());
      err.println("  stored   " + kept);
      err.println(replay(match, kept));
    }
  }
}
