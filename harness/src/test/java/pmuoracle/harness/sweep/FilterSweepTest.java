package pmuoracle.harness.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.campaign.Campaign;
import pmuoracle.harness.campaign.CampaignListener;
import pmuoracle.harness.campaign.CampaignPlan;
import pmuoracle.harness.campaign.Finding;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.harness.match.Match;
import pmuoracle.harness.match.Matches;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Model;
import pmuoracle.spec.Step;
import pmuoracle.spec.Sweep;
import pmuoracle.spec.arm64.Arm64Step;

/** Models as the implementation of others: the sides must be told apart. */
final class FilterSweepTest {
  private static final CampaignListener SILENT = new CampaignListener() {};

  private static Match match(String model, String system) {
    return new Matches(List.of(Bias.SWEEP), ArchitectureKits.ALL)
        .of(List.of(model), List.of(system))
        .get(0);
  }

  private static FilterSweep.Result swept(Match match, Model other, int threads) {
    ArchitectureKit kit = ArchitectureKits.of(other.architecture());
    return swept(match, () -> kit.of(other).imperativeSweep(), threads);
  }

  private static FilterSweep.Result swept(Match match, Supplier<Sweep> other, int threads) {
    ArchitectureKit kit = ArchitectureKits.of(match.model().architecture());
    RandomFilters random = new RandomFilters(match.contest().generator(), kit.questionPrograms());
    return new FilterSweep(
            kit,
            () -> new TwoSides(kit.of(match.model()).sweep(), other.get()),
            index -> random.program(1, index))
        .run(200, threads, new AtomicBoolean());
  }

  /** What the defect A40 does: a first call with no events changes nothing. */
  private record EmptyCallsLost(Sweep sweep) implements Sweep {
    @Override
    public long[] install(Machine machine, List<? extends Step> requests) {
      long[] errnos = sweep.install(machine, requests);
      sweep.install(machine, requests.stream().dropWhile(EmptyCallsLost::isEmpty).toList());
      return errnos;
    }

    private static boolean isEmpty(Step step) {
      return step instanceof Arm64Step.SetFilter call && call.request().nevents() == 0;
    }

    @Override
    public void allowed(BitSet into) {
      sweep.allowed(into);
    }

    @Override
    public boolean allows(int question) {
      return sweep.allows(question);
    }

    @Override
    public boolean isSettled() {
      return sweep.isSettled();
    }
  }

  @Test
  void aDifferenceOnArm64BecomesTheShrunkProgramThatAsksIt() {
    Match match = match("arm64/7.3", "defect:A40");
    ArchitectureKit kit = ArchitectureKits.of(match.model().architecture());
    Supplier<Sweep> wrong = () -> new EmptyCallsLost(kit.of(match.model()).imperativeSweep());
    FilterSweep.Result one = swept(match, wrong, 1);
    assertEquals(one, swept(match, wrong, 3));
    told(match, one);
  }

  @ParameterizedTest
  @CsvSource({"x86/7.3, x86/6.2", "x86/6.3, x86/5.3"})
  void aDifferenceBecomesTheShrunkProgramThatAsksIt(String model, String other) {
    Match match = match(model, "model:" + other);
    FilterSweep.Result one = swept(match, ArchitectureKits.model(other), 1);
    assertEquals(one, swept(match, ArchitectureKits.model(other), 3));
    told(match, one);
  }

  private static void told(Match match, FilterSweep.Result one) {
    SweepDivergence differing = one.differing().orElseThrow();
    assertEquals(differing.index() + 1, one.filters());
    Finding finding =
        differing.finding(new Campaign(match.contest(), CampaignPlan.ofPrograms(1, 1, 1), SILENT));
    assertEquals(differing.program(), finding.original().program());
    assertTrue(
        finding.shrunk().program().steps().size() <= finding.original().program().steps().size());
  }

  @Test
  void aSuspicionWithoutADivergenceIsOurDefect() {
    Match match = match("x86/7.3", "imperative");
    SweepDivergence differing =
        swept(match, ArchitectureKits.model("x86/6.2"), 1).differing().orElseThrow();
    Campaign campaign = new Campaign(match.contest(), CampaignPlan.ofPrograms(1, 1, 1), SILENT);
    AssertionError failure = assertThrows(AssertionError.class, () -> differing.finding(campaign));
    assertTrue(failure.toString().contains("does not diverge"), failure.getMessage());
  }
}
