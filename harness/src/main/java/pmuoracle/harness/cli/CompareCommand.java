package pmuoracle.harness.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.campaign.Budget;
import pmuoracle.harness.campaign.Campaign;
import pmuoracle.harness.campaign.CampaignPlan;
import pmuoracle.harness.campaign.CampaignResult;
import pmuoracle.harness.campaign.Contest;
import pmuoracle.harness.campaign.Judge;
import pmuoracle.harness.campaign.Limit;
import pmuoracle.harness.campaign.OneSided;
import pmuoracle.harness.compare.SystemDifference;
import pmuoracle.harness.compare.SystemPair;
import pmuoracle.harness.conclusion.Account;
import pmuoracle.harness.conclusion.Count;
import pmuoracle.harness.corpus.Corpus;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.harness.match.LeftOut;
import pmuoracle.harness.match.Systems;
import pmuoracle.harness.report.CoverageReport;
import pmuoracle.harness.report.OneSidedReport;
import pmuoracle.harness.report.SystemDifferenceReport;
import pmuoracle.spec.BadInput;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;

/** Whether two systems behave differently. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Random guest programs on two systems, compared step by step in what both show.",
      "A program on which they differ is shrunk, told with what a model says of it, and stored.",
      "Systems that tell facts, such as how a kernel set up perf, are compared in these too.",
      "An observation that both announce and only one makes is told, and leaves the comparison"
          + " inconclusive.",
      "Exit code: 0 no difference, 1 a difference, 3 inconclusive."
    },
    footer = {
      "",
      "Examples:",
      "  pmu-oracle compare model:x86/6.2 model:x86/6.9",
      "  pmu-oracle compare kvm 'process:./mine' --programs 100000"
    })
final class CompareCommand extends Judging {
  /** What is one-sided is shrunk when the campaign is over, and so beyond the time asked for. */
  private static final long SHRINKING_NANOSECONDS = 500_000_000L;

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

  @Mixin private WithoutOption without;

  @Override
  void judge() {
    options.requireUsable();
    options.requireBiasFor(List.of(one, other));
    Corpus corpus = options.corpus();
    AtomicBoolean stop = Interruption.flag();
    Budget budget = options.budget();
    long drawn = options.drawn();
    tell("seed", "0x" + Long.toHexString(drawn));
    List<Map<String, Object>> rows = tellEach("comparisons");
    List<SystemPair> all = pair();
    if (!output().isJson()) {
      output().out().println("seed 0x" + Long.toHexString(drawn));
      output().out().flush();
    }
    for (int i = 0; i < all.size(); i++) {
      SystemPair pair = all.get(i);
      Map<String, Object> row = new LinkedHashMap<>();
      rows.add(row);
      // Building and starting takes nothing of the time.
      Contest contest = pair.contest(options.presets());
      ended(
          budget.spend(
              all.size() - i,
              time -> run(pair, contest, options.plan(drawn, time, stop), corpus, row)),
          row);
    }
    options.tellBeside(budget, output().err());
  }

  private List<SystemPair> pair() {
    List<ArchitectureKit> kits = architecture.of(one, other);
    if (modelId.isEmpty()) {
      return kits.stream().map(kit -> pair(kit, kit.newest())).toList();
    }
    Model model = ArchitectureKits.model(modelId);
    ArchitectureKit kit = ArchitectureKits.of(model.architecture());
    if (!kits.contains(kit)) {
      throw new BadInput(
          "--model %s: %s and %s are not compared on %s"
              .formatted(modelId, one, other, kit.architecture().id()));
    }
    return List.of(pair(kit, model));
  }

  private SystemPair pair(ArchitectureKit kit, Model model) {
    LeftOut leftOut = without.of(architecture.of(one, other));
    return new SystemPair(kit, model, Systems.id(one), Systems.id(other), leftOut);
  }

  private Account run(
      SystemPair pair, Contest contest, CampaignPlan plan, Corpus corpus, Map<String, Object> row) {
    MatchRun told = new MatchRun(output(), corpus, verb());
    Progress progress = told.progress(pair.toString());
    Limit limit = new Limit(plan.end().nanoseconds(), plan.stop());
    CampaignResult result = new Campaign(contest, plan, progress).run();
    progress.finished(result.coverage().programs());
    Account account = result.account(contest.unknowns());
    row.put("systems", List.of(one, other));
    row.put("architecture", pair.kit().architecture().id());
    row.put("ending", MatchRun.name(result.ending()));
    row.put("remarks", pair.remarks());
    row.put("coverage", CoverageReport.json(result.coverage()));
    PrintWriter out = output().out();
    if (!output().isJson()) {
      out.println(pair + ": " + Headline.text(result, account, "no difference", "differ"));
      pair.remarks().forEach(r -> out.println("  " + r.replace("\n", "\n  ")));
      out.print(CoverageReport.text(result.coverage(), one, other));
    }
    account =
        account.plus(
            told.tell(
                result.flaky(), pair.model(), pair.other(), OptionalLong.of(plan.seed()), row));
    if (result.finding().isPresent()) {
      SystemDifference found = pair.found(contest, result.finding().get(), limit);
      account = account.plus(tell(pair, found, plan.seed(), corpus, row));
    } else if (result.coverage().firstOneSided().isPresent()) {
      long index = result.coverage().firstOneSided().getAsLong();
      account = account.plus(tellOneSided(pair, contest, plan, index, corpus, row));
    }
    if (result.failure().isPresent()) {
      account =
          account.plus(
              new FailedProgram(output(), corpus, verb())
                  .tell(
                      result.failure().get(),
                      pair.model(),
                      List.of(pair.one(), pair.other()),
                      plan.seed(),
                      row));
    }
    out.flush();
    return account;
  }

  private Account tell(
      SystemPair pair, SystemDifference found, long seed, Corpus corpus, Map<String, Object> row) {
    SystemDifferenceReport report = new SystemDifferenceReport(pair);
    row.put("difference", report.json(found));
    if (!output().isJson()) {
      output().out().print(report.text(found));
    }
    return new Storing(output())
        .store(
            () -> corpus.keep(found.file(seed), found.name(one, other)),
            row,
            kept -> sayReplay(pair, kept));
  }

  private Account tellOneSided(
      SystemPair pair,
      Contest contest,
      CampaignPlan plan,
      long index,
      Corpus corpus,
      Map<String, Object> row) {
    GuestProgram program = Campaign.program(contest, plan.seed(), index);
    boolean limited = plan.end().nanoseconds() != Long.MAX_VALUE;
    Limit limit = new Limit(limited ? SHRINKING_NANOSECONDS : Long.MAX_VALUE, plan.stop());
    Optional<OneSided> found;
    try {
      found = pair.oneSided(contest, program, limit);
    } catch (Judge.NoOutcome failure) {
      return Account.of(Count.FAILED, 1);
    }
    if (found.isEmpty()) {
      return Account.of(Count.FLAKY, 1);
    }
    OneSidedReport report = new OneSidedReport(pair);
    row.put("oneSided", report.json(found.get()));
    if (!output().isJson()) {
      output().out().print(report.text(found.get()));
    }
    return new Storing(output())
        .store(
            () -> corpus.keep(found.get(), pair.model(), one, other, verb(), plan.seed(), index),
            row,
            kept -> sayReplay(pair, kept));
  }

  private void sayReplay(SystemPair pair, Path kept) {
    if (!output().isJson()) {
      boolean commands = pair.one().isProcess() || pair.other().isProcess();
      String permission = commands ? Systems.PERMISSION + " " : "";
      output()
          .out()
          .println("  replay   pmu-oracle replay " + permission + ShellWord.of(kept.toString()));
    }
  }
}
