package pmuoracle.harness.cli;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.campaign.Budget;
import pmuoracle.harness.campaign.Campaign;
import pmuoracle.harness.campaign.CampaignPlan;
import pmuoracle.harness.campaign.CampaignResult;
import pmuoracle.harness.campaign.Ending;
import pmuoracle.harness.campaign.Finding;
import pmuoracle.harness.conclusion.Account;
import pmuoracle.harness.conclusion.Count;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.Generator;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.harness.match.Capabilities;
import pmuoracle.harness.match.Match;
import pmuoracle.harness.match.Matches;
import pmuoracle.harness.sweep.FilterPrograms;
import pmuoracle.harness.sweep.FilterSweep;
import pmuoracle.harness.sweep.RandomFilters;
import pmuoracle.harness.sweep.TwoSides;
import pmuoracle.harness.system.SystemId;
import pmuoracle.spec.BadInput;

/** Random filters asked about everything. */
@Command(
    name = "sweep",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Random filters, each asked about every event and every fixed counter, of a model and of a"
          + " system under test. No samples: on x86 all selects and unit masks, on arm64 all 65,536"
          + " event numbers.",
      "The built-in implementation is asked as the filter it is; any other system by guest programs"
          + " that install the filter and ask one question after the other, of fixed counters those"
          + " the machine has, compared step by step."
          + " Without options: the newest model of each architecture and the built-in"
          + " implementation."
    },
    footer = {
      "",
      "Examples:",
      "  pmu-oracle sweep --model x86/6.3 --seed 1 --filters 10000",
      "  pmu-oracle sweep --system kernel:../linux --arch x86 --filters 5"
    })
final class SweepCommand extends Judging {
  private static final long FAST = 1000;
  private static final long BY_PROGRAMS = 20;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description =
          "may be repeated; default: the newest, the system's own, or of one that only asking can tell the one it behaves as")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--system",
      paramLabel = "SYSTEM",
      description = "see pmu-oracle systems (default: imperative)")
  private String system = SystemId.IMPERATIVE.toString();

  @Mixin private ArchitectureOption architecture;

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = Quantity.Seed.class,
      description = "default: drawn and printed")
  private @Nullable Long seed;

  @Option(
      names = "--filters",
      paramLabel = "N",
      description =
          "how many for each model (default: 1000 for the built-in implementation, 20 for another system)")
  private @Nullable Long filters;

  @Mixin private WorkOptions work;

  @Override
  void judge() {
    long count = filters != null ? filters : isFast() ? FAST : BY_PROGRAMS;
    Quantity.require("--filters", count, Quantity.POSITIVE);
    if (!isFast() && count > FilterPrograms.MAX_FILTERS) {
      throw new BadInput(
          "--filters %d; expected at most %d for a system that is asked by programs"
              .formatted(count, FilterPrograms.MAX_FILTERS));
    }
    work.requireUsable();
    MatchRun run = new MatchRun(output(), work.corpus(), verb());
    AtomicBoolean stop = Interruption.flag();
    Matches matches =
        new Matches(List.of(Bias.SWEEP), architecture.of(), new Budget(Long.MAX_VALUE), stop);
    long drawn = seed != null ? seed : new SecureRandom().nextLong();
    tell("seed", "0x" + Long.toHexString(drawn));
    List<Map<String, Object>> rows = tellEach("sweeps");
    List<Match> all = matches.of(models, List.of(system));
    if (!output().isJson()) {
      output().out().println("seed 0x" + Long.toHexString(drawn));
      output().out().flush();
    }
    for (Match match : all) {
      Map<String, Object> row = new LinkedHashMap<>();
      rows.add(row);
      // The solver would take half a minute for a program this long; what is found it confirms.
      CampaignPlan plan =
          CampaignPlan.ofPrograms(drawn, count, work.threads())
              .withStop(stop)
              .withRetries(work.retries())
              .withCheckEvery(0)
              .withBlockSize(1);
      ended(isFast() ? asFilters(match, plan, run, row) : byPrograms(match, plan, run, row), row);
    }
  }

  private boolean isFast() {
    return system.equals(SystemId.IMPERATIVE.toString());
  }

  private Account asFilters(Match match, CampaignPlan plan, MatchRun run, Map<String, Object> row) {
    ArchitectureKit kit = ArchitectureKits.of(match.model().architecture());
    Generator random = new RandomFilters(match.contest().generator(), kit.questionPrograms());
    FilterSweep sweep =
        new FilterSweep(
            kit, () -> new TwoSides(kit.of(match.model())), i -> random.program(plan.seed(), i));
    long start = System.nanoTime();
    FilterSweep.Result result = sweep.run(plan.programs(), plan.threads(), plan.stop());
    rate(match, result.filters(), result.questions(), start);
    Campaign campaign = new Campaign(match.contest(), plan, run.progress(match.toString()));
    Optional<Finding> finding = result.differing().map(differing -> differing.finding(campaign));
    long left = finding.isPresent() ? 0 : plan.programs() - result.filters();
    Ending ending =
        finding.isPresent() ? Ending.DIVERGED : left > 0 ? Ending.STOPPED : Ending.COMPLETED;
    Account account =
        Account.of(Count.COMPARED, result.questions())
            .plus(Count.NOT_SETTLED, result.unsettled())
            .plus(Count.NOT_REACHED, left)
            .plus(Count.DIFFERENT, finding.isPresent() ? 1 : 0);
    row.put("model", match.model().id());
    row.put("system", match.system().toString());
    row.put("ending", MatchRun.name(ending));
    row.put("filters", result.filters());
    row.put("accepted", result.accepted());
    row.put("questions", result.questions());
    row.put("unsettled", result.unsettled());
    PrintWriter out = output().out();
    if (!output().isJson()) {
      String end =
          finding
              .map(f -> "diverged at filter " + f.index())
              .orElse(left > 0 ? "stopped; no divergence so far" : "no divergence");
      String doubts = doubts(account);
      out.println(match + ": " + end + (doubts.isEmpty() ? "" : "; " + doubts));
      out.printf(
          "  swept    %,d filters, %,d accepted, %,d not settled by the model; %,d questions answered alike%n",
          result.filters(), result.accepted(), result.unsettled(), result.questions());
    }
    if (finding.isPresent()) {
      account =
          account.plus(
              run.tell(
                  finding.get(), match.model(), match.system(), OptionalLong.of(plan.seed()), row));
    }
    out.flush();
    return account;
  }

  private Account byPrograms(
      Match match, CampaignPlan plan, MatchRun run, Map<String, Object> row) {
    ArchitectureKit kit = ArchitectureKits.of(match.model().architecture());
    Capabilities witness = new Capabilities(match.contest().system());
    FilterPrograms programs =
        new FilterPrograms(
            match.contest().generator(),
            kit.questionPrograms(),
            witness,
            plan.seed(),
            plan.programs());
    long start = System.nanoTime();
    MatchRun.Outcome outcome =
        run.run(
            match.withGenerator(witness.supported(programs)),
            plan.withPrograms(programs.size()),
            row,
            account -> account,
            r -> swept(r, programs, row));
    long done = done(outcome.result());
    rate(match, programs.filters(done), programs.questions(done), start);
    return outcome.result().ending() == Ending.STOPPED
        ? outcome.account().plus(Count.NOT_REACHED, programs.size() - done)
        : outcome.account();
  }

  private static String swept(
      CampaignResult result, FilterPrograms programs, Map<String, Object> row) {
    int filters = programs.filters(done(result));
    long questions = programs.questions(done(result));
    row.put("filters", filters);
    row.put("questions", questions);
    return "  swept    %,d filters, %,d questions put%s; what of the answers could be compared is said above%n"
        .formatted(
            filters,
            questions,
            result.ending() == Ending.DIVERGED ? " before the program that differs" : "");
  }

  /** How many programs were judged to their end. */
  private static long done(CampaignResult result) {
    return result.coverage().programs() - (result.ending() == Ending.DIVERGED ? 1 : 0);
  }

  private void rate(Match match, long filters, long questions, long start) {
    double seconds = Math.max(1e-9, (System.nanoTime() - start) / 1e9);
    output()
        .err()
        .printf(
            "%s: %,d filters in %.1f s, %,.0f/s; %,.0f questions/s%n",
            match, filters, seconds, filters / seconds, questions / seconds);
  }
}
