package pmuoracle.harness.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pmuoracle.harness.campaign.Campaign;
import pmuoracle.harness.campaign.CampaignListener;
import pmuoracle.harness.campaign.CampaignPlan;
import pmuoracle.harness.campaign.CampaignResult;
import pmuoracle.harness.campaign.Contest;
import pmuoracle.harness.campaign.Ending;
import pmuoracle.harness.campaign.Finding;
import pmuoracle.harness.campaign.Judge;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.shrink.Shrinker;
import pmuoracle.harness.system.defect.Canary;
import pmuoracle.harness.system.defect.Defect;
import pmuoracle.spec.GuestProgram;

/** Campaigns as the command line starts them, against systems that are wrong on purpose. */
class SeededDefectsTest {
  private static final long SEED = 1;
  private static final long FEW_ENOUGH = 1_000;

  /** Defects of these numbers on are no exhibits: transitions that go unnoticed, found later. */
  private static final int FIRST_TRANSITION = 60;
  private static final long MANY = 20_000;
  private static final int SHORT = 12;

  static List<String> loud() {
    return defects(d -> !d.silent());
  }

  static List<String> silent() {
    return defects(Defect::silent);
  }

  static List<String> canaries() {
    return ArchitectureKits.ALL.stream().map(kit -> kit.newest().id()).toList();
  }

  private static List<String> defects(Predicate<Defect> chosen) {
    Stream<Defect> all = ArchitectureKits.ALL.stream().flatMap(kit -> kit.defects().stream());
    return all.filter(chosen).map(d -> "defect:" + d.id()).toList();
  }

  private static Contest contest(List<String> models, String system) {
    return new Matches(Bias.USUAL, ArchitectureKits.ALL)
        .of(models, List.of(system))
        .get(0)
        .contest();
  }

  private static CampaignResult campaign(Contest contest, long programs) {
    CampaignPlan plan = CampaignPlan.ofPrograms(SEED, programs, 1).withCheckEvery(0);
    return new Campaign(contest, plan, new CampaignListener() {}).run();
  }

  @ParameterizedTest
  @MethodSource("loud")
  void aDefectIsFoundAndShrunk(String system) {
    Contest contest = contest(List.of(), system);
    int number = Integer.parseInt(system.replaceAll("\\D", ""));
    CampaignResult result =
        campaign(contest, number < FIRST_TRANSITION ? FEW_ENOUGH : 10 * FEW_ENOUGH);
    assertEquals(Ending.DIVERGED, result.ending());
    Finding finding = result.finding().orElseThrow();
    GuestProgram least = finding.shrunk().program();
    assertEquals(finding.original().kind(), finding.shrunk().kind());
    assertTrue(least.steps().size() <= SHORT, least::toString);
    try (Judge judge = new Judge(contest.oracle().get(), contest.system().get())) {
      Predicate<GuestProgram> same = judge.diverges(finding.original().kind());
      assertTrue(same.test(least));
      assertTrue(new Shrinker(contest.reduction()).isMinimal(least, same), least::toString);
    }
  }

  @ParameterizedTest
  @MethodSource("silent")
  void anEquivalentVariantIsNotAccused(String system) {
    assertEquals(Ending.COMPLETED, campaign(contest(List.of(), system), MANY).ending());
  }

  @ParameterizedTest
  @MethodSource("canaries")
  void theCanaryIsFound(String model) {
    Contest contest = contest(List.of(model), "canary");
    // One in twenty thousand seeds misses ten times as many as it takes.
    assertEquals(Ending.DIVERGED, campaign(contest, 10L * Canary.RARITY).ending());
  }
}
