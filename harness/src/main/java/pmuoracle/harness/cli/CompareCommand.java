package pmuoracle.harness.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.architecture.ArchitectureKits;
import pmuoracle.harness.architecture.Systems;
import pmuoracle.harness.campaign.Campaign;
import pmuoracle.harness.campaign.CampaignResult;
import pmuoracle.harness.campaign.Contest;
import pmuoracle.harness.campaign.Finding;
import pmuoracle.harness.campaign.Judge;
import pmuoracle.harness.campaign.Plan;
import pmuoracle.harness.compare.Contrast;
import pmuoracle.harness.compare.Rivals;
import pmuoracle.harness.corpus.Corpus;
import pmuoracle.harness.report.ContrastReport;
import pmuoracle.harness.report.CoverageReport;
import pmuoracle.harness.system.SystemFailed;
import pmuoracle.harness.system.SystemUnavailable;
import pmuoracle.spec.BadInput;
import pmuoracle.spec.Model;

/** Whether two systems behave differently. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Random guest programs on two systems, compared step by step in what both show.",
      "A program on which they differ is shrunk, told with what a model says of it, and stored.",
      "Exit code: 0 no difference, 1 a difference, 3 inconclusive."
    },
    footer = {
      "",
      "Examples:",
      "  pmu-oracle compare model:x86/6.2 model:x86/6.9",
      "  pmu-oracle compare kvm 'process:./mine' --programs 100000"
    })
final class CompareCommand implements Callable<Integer> {
  @Mixin private Output output;
  @Mixin private CampaignOptions options;

  @Parameters(
      index = "0",
      paramLabel = "SYSTEM",
      description = "see pmu-oracle systems; imperative is the model's")
  private String one;

  @Parameters(index = "1", paramLabel = "SYSTEM", description = "another")
  private String other;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description =
          "whose programs they are given, and what is asked about a difference (default: the newest)")
  private String modelId = "";

  @Mixin private ArchitectureOption architecture;

  @Override
  public Integer call() {
    options.requireUsable();
    List<Rivals> all = rivals();
    Corpus corpus = options.corpus();
    AtomicBoolean stop = Interruption.flag();
    long drawn = options.drawn();
    if (!output.isJson()) {
      output.out().println("seed 0x" + Long.toHexString(drawn));
      output.out().flush();
    }
    int code = ExitCode.AGREEMENT;
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Rivals rivals : all) {
      Map<String, Object> row = new LinkedHashMap<>();
      code = Math.max(code, run(rivals, options.plan(drawn, all.size(), stop), corpus, row));
      rows.add(row);
    }
    if (output.isJson()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("seed", "0x" + Long.toHexString(drawn));
      json.put("comparisons", rows);
      output.json(json);
    }
    return code;
  }

  private List<Rivals> rivals() {
    List<ArchitectureKit> kits = architecture.of(one, other);
    if (modelId.isEmpty()) {
      return kits.stream().map(kit -> new Rivals(kit, kit.newest(), one, other)).toList();
    }
    Model model = ArchitectureKits.model(modelId);
    ArchitectureKit kit = ArchitectureKits.of(model.architecture());
    if (!kits.contains(kit)) {
      throw new BadInput(
          "--model %s: %s and %s are not compared on %s"
              .formatted(modelId, one, other, kit.architecture().id()));
    }
    return List.of(new Rivals(kit, model, one, other));
  }

  private int run(Rivals rivals, Plan plan, Corpus corpus, Map<String, Object> row) {
    Contest contest = rivals.contest(options.presets());
    Progress progress =
        new Progress(rivals.toString(), output.err(), Boolean.getBoolean("pmuoracle.terminal"));
    CampaignResult result = new Campaign(contest, plan, progress).run();
    progress.finished(result.coverage().programs());
    row.put("systems", List.of(one, other));
    row.put("architecture", rivals.kit().architecture().id());
    row.put("ending", result.ending().name().toLowerCase(Locale.ROOT));
    row.put("remarks", rivals.remarks());
    row.put("coverage", CoverageReport.json(result.coverage()));
    PrintWriter out = output.out();
    if (!output.isJson()) {
      out.println(rivals + ": " + Conclusion.text(result, "no difference", "differ"));
      rivals.remarks().forEach(r -> out.println("  " + r.replace("\n", "\n  ")));
      out.print(CoverageReport.text(result.coverage(), one, other));
    }
    result
        .finding()
        .ifPresent(
            finding -> tell(rivals, contrast(rivals, contest, finding), plan.seed(), corpus, row));
    result
        .failure()
        .ifPresent(
            failure ->
                new FailedProgram(output, corpus, "compare")
                    .tell(failure, rivals.model(), List.of(one, other), plan.seed(), row));
    out.flush();
    return Conclusion.code(result);
  }

  private void tell(
      Rivals rivals, Contrast contrast, long seed, Corpus corpus, Map<String, Object> row) {
    ContrastReport report = new ContrastReport(rivals);
    Path kept = corpus.keep(contrast.file(seed), contrast.name(one, other));
    row.put("difference", report.json(contrast));
    row.put("stored", kept.toString());
    if (!output.isJson()) {
      output.out().print(report.text(contrast));
      boolean commands = Systems.isProcess(one) || Systems.isProcess(other);
      String permission = commands ? Systems.PERMISSION + " " : "";
      output.out().println("  replay   pmu-oracle replay " + permission + kept);
    }
  }

  private static Contrast contrast(Rivals rivals, Contest contest, Finding finding) {
    try {
      return rivals.contrast(contest, finding);
    } catch (Judge.NoOutcome failure) {
      throw new SystemUnavailable(
          "a system gave no outcome: " + SystemFailed.told(failure.getCause()));
    }
  }
}
