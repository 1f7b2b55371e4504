package pmuoracle.harness.system.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pmuoracle.harness.campaign.Campaign;
import pmuoracle.harness.campaign.CampaignListener;
import pmuoracle.harness.campaign.CampaignPlan;
import pmuoracle.harness.campaign.CampaignResult;
import pmuoracle.harness.campaign.Contest;
import pmuoracle.harness.campaign.Ending;
import pmuoracle.harness.campaign.Judge;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.harness.match.Matches;
import pmuoracle.oracle.Oracle;
import pmuoracle.spec.Architecture;

/**
 * The sample in C, which was written from the descriptions alone, agrees with the models, and each
 * of its faults is found.
 */
final class SampleTest {
  private static final long SEED = 1;
  private static final long AGREEING = 3000;
  private static final long AT_MOST = 20_000;
  private static final String LINE = "\\S+ +(\\S+) +[A-Z].*\\.";

  @TempDir private static Path folder;

  @BeforeAll
  static void build() {
    Commands.builtSample(folder);
  }

  @ParameterizedTest
  @EnumSource
  void agreesWithTheNewestModel(Architecture architecture) {
    CampaignPlan plan = CampaignPlan.ofPrograms(SEED, AGREEING, 1);
    CampaignResult result =
        new Campaign(contest(architecture), plan, new CampaignListener() {}).run();
    assertEquals(Ending.COMPLETED, result.ending(), result::toString);
    assertTrue(result.coverage().comparisons() > 10 * AGREEING, result::toString);
    assertTrue(result.coverage().counting() > AGREEING / 4, result::toString);
  }

  @ParameterizedTest
  @EnumSource
  void everyFaultIsFound(Architecture architecture) throws Judge.NoOutcome {
    List<String> faults = faults(architecture);
    Contest contest = contest(architecture);
    List<String> missed = new ArrayList<>();
    try (Oracle oracle = contest.oracle().get()) {
      for (String fault : faults) {
        if (!isFound(fault, contest, oracle, architecture)) {
          missed.add(fault);
        }
      }
    }
    assertTrue(faults.size() >= 8, faults::toString);
    assertEquals(List.of(), missed);
  }

  private static boolean isFound(
      String fault, Contest contest, Oracle oracle, Architecture architecture)
      throws Judge.NoOutcome {
    String command = command(architecture) + " --fault " + fault;
    try (ProcessSystem system = new ProcessSystem(Commands.described(command, architecture))) {
      // Not closed: the oracle serves the other faults too.
      Judge judge = new Judge(oracle, system);
      boolean found = false;
      for (long i = 0; i < AT_MOST && !found; i++) {
        found = judge.divergence(Campaign.program(contest, SEED, i)).isPresent();
      }
      return found;
    }
  }

  /** Their names; each has a sentence. */
  private static List<String> faults(Architecture architecture) {
    String listed = said(program("/sample"), architecture.id(), "--list-faults").orElseThrow();
    assertTrue(listed.lines().allMatch(l -> l.matches(LINE)), listed);
    return listed.lines().map(l -> l.replaceFirst(LINE, "$1")).toList();
  }

  private static Contest contest(Architecture architecture) {
    return new Matches(Bias.USUAL, ArchitectureKits.ALL)
        .of(List.of(architecture.id() + "/7.3"), List.of("process:" + command(architecture)))
        .get(0)
        .contest();
  }

  private static String command(Architecture architecture) {
    return "'" + program("/sample") + "' " + architecture.id();
  }

  private static String program(String name) {
    return folder + name;
  }

  /** What a command answers on its standard output, or empty if it fails or cannot be had. */
  private static Optional<String> said(String... command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String words = new String(process.getInputStream().readAllBytes(), UTF_8);
      return process.waitFor() == 0 ? Optional.of(words) : Optional.empty();
    } catch (IOException absent) {
      return Optional.empty();
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
