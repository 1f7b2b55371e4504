package pmuoracle.harness.benchmark;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import pmuoracle.harness.campaign.Campaign;
import pmuoracle.harness.campaign.CampaignListener;
import pmuoracle.harness.campaign.CampaignPlan;
import pmuoracle.harness.campaign.Contest;
import pmuoracle.harness.campaign.Finding;
import pmuoracle.harness.campaign.Judge;
import pmuoracle.harness.campaign.WrongCell;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.harness.match.Matches;
import pmuoracle.harness.shrink.Shrinker;
import pmuoracle.spec.GuestProgram;

/** The first divergence of a seeded defect made as small as it gets; the first time is cold. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 0)
@Measurement(iterations = 5)
public class ShrinkBenchmark {
  @Param({"X09", "X17", "A25"})
  String defect;

  private Contest contest;
  private Judge judge;
  private GuestProgram program;
  private WrongCell cell;

  @Setup
  public void find() throws Judge.NoOutcome {
    contest =
        new Matches(Bias.USUAL, ArchitectureKits.ALL)
            .of(List.of(), List.of("defect:" + defect))
            .get(0)
            .contest();
    CampaignPlan plan = CampaignPlan.ofPrograms(1, 1_000_000, 1);
    Finding finding =
        new Campaign(contest, plan, new CampaignListener() {}).run().finding().orElseThrow();
    judge = new Judge(contest.oracle().get(), contest.system().get());
    program = finding.original().program();
    cell = contest.cell(judge.divergence(program).orElseThrow());
  }

  @TearDown
  public void close() {
    judge.close();
  }

  @Benchmark
  public GuestProgram shrink() {
    return new Shrinker(contest.reduction()).shrink(program, contest.shows(cell, judge));
  }
}
