package pmuoracle.harness.benchmark;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import pmuoracle.harness.campaign.Campaign;
import pmuoracle.harness.campaign.CampaignListener;
import pmuoracle.harness.campaign.CampaignPlan;
import pmuoracle.harness.campaign.CampaignResult;
import pmuoracle.harness.campaign.Contest;
import pmuoracle.harness.campaign.Coverage;
import pmuoracle.harness.campaign.Ending;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.harness.match.Matches;

/**
 * Whole campaigns on one thread, with all that {@code fuzz} does by default: generate, predict,
 * run, compare, keep account, hold every 16th program against the proved claims and every 100,000th
 * against the solver. An operation is a program.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 4)
@Measurement(iterations = 6, time = 4)
public class CampaignBenchmark {
  private static final int PROGRAMS = 500_000;

  @Param({"x86", "arm64"})
  String architecture;

  /** A preset, or the usual mixture. */
  @Param({"short", "usual"})
  String bias;

  private Contest contest;
  private long seed;

  /** What the programs consist of, per second as the programs are. */
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  @State(Scope.Thread)
  public static class Parts {
    public long steps;

    /** Cells that both sides knew. */
    public long comparisons;
  }

  @Setup
  public void match() {
    List<Bias> presets =
        bias.equals("usual")
            ? Bias.USUAL
            : Bias.PRESETS.stream().filter(b -> b.id().equals(bias)).toList();
    String newest = Filters.kit(architecture).newest().id();
    contest =
        new Matches(presets, ArchitectureKits.ALL).of(List.of(newest), List.of()).get(0).contest();
  }

  @Benchmark
  @OperationsPerInvocation(PROGRAMS)
  public Coverage programs(Parts parts) {
    CampaignPlan plan =
        CampaignPlan.ofPrograms(seed++, PROGRAMS, 1)
            .withClaimsEvery(CampaignPlan.USUAL_CLAIMS_EVERY);
    CampaignResult result = new Campaign(contest, plan, new CampaignListener() {}).run();
    if (result.ending() != Ending.COMPLETED) {
      throw new AssertionError(result.ending());
    }
    parts.steps += result.coverage().steps();
    parts.comparisons += result.coverage().comparisons();
    return result.coverage();
  }
}
