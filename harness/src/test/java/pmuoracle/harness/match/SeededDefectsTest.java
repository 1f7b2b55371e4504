package pmuoracle.harness.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import pmuoracle.harness.campaign.Campaign;
import pmuoracle.harness.campaign.CampaignListener;
import pmuoracle.harness.campaign.CampaignPlan;
import pmuoracle.harness.campaign.CampaignResult;
import pmuoracle.harness.campaign.Contest;
import pmuoracle.harness.campaign.Ending;
import pmuoracle.harness.campaign.Finding;
import pmuoracle.harness.campaign.Judge;
import pmuoracle.harness.campaign.WrongCell;
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
  private static final int FIRST_RARE_ARM64 = 41;

  private static final int FIRST_RARE_X86 = 50;

  private static final long MANY = 20_000;
  private static final int SHORT = 12;
  private static final long SEEDS = 6;

  /** So many as the kin of a defect are not among all. */
  private static final int MOST_KIN = 8;

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
    return campaign(contest, SEED, programs);
  }

  private static CampaignResult campaign(Contest contest, long seed, long programs) {
    CampaignPlan plan = CampaignPlan.ofPrograms(seed, programs, 1).withCheckEvery(0);
    return new Campaign(contest, plan, new CampaignListener() {}).run();
  }

  private static long fewEnough(String system) {
    int number = Integer.parseInt(system.replaceAll("\\D", ""));
    boolean rare = number >= (system.startsWith("defect:A") ? FIRST_RARE_ARM64 : FIRST_RARE_X86);
    return rare ? 10 * FEW_ENOUGH : FEW_ENOUGH;
  }

  @ParameterizedTest
  @MethodSource("loud")
  void aDefectIsFoundAndShrunk(String system) {
    Contest contest = contest(List.of(), system);
    CampaignResult result = campaign(contest, fewEnough(system));
    assertEquals(Ending.DIVERGED, result.ending());
    Finding finding = result.finding().orElseThrow();
    GuestProgram least = finding.shrunk().program();
    WrongCell cell = contest.cell(finding.original());
    assertEquals(cell, contest.cell(finding.shrunk()));
    assertTrue(least.steps().size() <= SHORT, least::toString);
    try (Judge judge = new Judge(contest.oracle().get(), contest.system().get())) {
      Predicate<GuestProgram> same = contest.shows(cell, judge);
      assertTrue(same.test(least));
      assertTrue(new Shrinker(contest.reduction()).isMinimal(least, same), least::toString);
    }
  }

  /** Otherwise shrinking would have gone from one fault to another that is easier to show. */
  @ParameterizedTest
  @MethodSource("loud")
  void onlyTheDefectAndItsKinShowWhatIsLeft(String system) throws Judge.NoOutcome {
    GuestProgram least =
        campaign(contest(List.of(), system), fewEnough(system))
            .finding()
            .orElseThrow()
            .shrunk()
            .program();
    List<String> others = new ArrayList<>(loud());
    others.remove(system);
    List<String> kin = new ArrayList<>();
    for (String other : others) {
      Contest contest = contest(List.of(), other);
      try (Judge judge = new Judge(contest.oracle().get(), contest.system().get())) {
        if (judge.diverges().test(least)) {
          kin.add(other);
        }
      }
    }
    assertTrue(kin.size() < others.size() / MOST_KIN, kin::toString);
  }

  /** From whatever program they were found. */
  @ParameterizedTest
  @ValueSource(
      strings = {"X01", "X08", "X10", "X17", "X21", "X25", "X36", "X41", "A10", "A16", "A38"})
  void theSameWrongCellEndsInOneProgram(String defect) {
    Contest contest = contest(List.of(), "defect:" + defect);
    Map<WrongCell, GuestProgram> ends = new HashMap<>();
    Set<GuestProgram> originals = new HashSet<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      Finding finding = campaign(contest, seed, MANY).finding().orElseThrow();
      originals.add(finding.original().program());
      GuestProgram least = finding.shrunk().program();
      assertEquals(ends.getOrDefault(contest.cell(finding.shrunk()), least), least);
      ends.put(contest.cell(finding.shrunk()), least);
    }
    assertEquals(SEEDS, originals.size());
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
