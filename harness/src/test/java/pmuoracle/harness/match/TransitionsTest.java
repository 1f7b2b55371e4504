package pmuoracle.harness.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.architecture.ModelKit;
import pmuoracle.harness.campaign.Campaign;
import pmuoracle.harness.campaign.CampaignListener;
import pmuoracle.harness.campaign.CampaignPlan;
import pmuoracle.harness.campaign.Contest;
import pmuoracle.harness.campaign.Coverage;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.Generator;
import pmuoracle.harness.generate.Mixture;
import pmuoracle.harness.generate.Transitions;
import pmuoracle.harness.report.CoverageReport;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Trace;

/** What programs of campaigns exercise. */
class TransitionsTest {
  static final List<ArchitectureKit> KITS = ArchitectureKits.ALL;
  private static final int PROGRAMS = 20_000;

  @ParameterizedTest
  @FieldSource("KITS")
  void aCampaignOfUsualSizeLeavesNoTransitionOut(ArchitectureKit architecture) {
    ModelKit kit = architecture.of(architecture.newest());
    Generator generator = new Mixture(Bias.USUAL.stream().map(kit::generator).toList());
    Transitions transitions = generator.transitions();
    try (SystemUnderTest system = kit.imperative()) {
      Trace trace = new Trace();
      for (int i = 0; i < PROGRAMS; i++) {
        GuestProgram program = generator.program(1, i);
        trace.clear();
        system.run(program, trace);
        transitions.look(program, trace);
      }
    }
    Map<String, Long> counts = transitions.counts();
    counts.values().removeIf(times -> times > 0);
    assertEquals(Map.of(), counts);
  }

  @Test
  void theReportNamesWhatNoProgramExercisedOnAnyNumberOfThreads() {
    Coverage one = coverageOfShortPrograms(1);
    assertEquals(one.transitions(), coverageOfShortPrograms(3).transitions());
    // They turn nothing off, and never stay without an entry.
    List<String> never = one.unexercised();
    assertTrue(never.contains("fixed control on->off, stale"), never::toString);
    assertFalse(never.contains("event select off->on, fresh"), never::toString);
    int all = one.transitions().size();
    String line =
        "  transitions %d of %d kinds exercised; never: %s"
            .formatted(all - never.size(), all, never.get(0));
    String text = CoverageReport.text(one);
    assertTrue(text.contains(line), text);
    assertTrue(text.contains("warning: a campaign of this size"), text);
    assertEquals(one.transitions(), CoverageReport.json(one).get("transitions"));
  }

  private static Coverage coverageOfShortPrograms(int threads) {
    Contest contest =
        new Matches(List.of(Bias.SHORT), ArchitectureKits.ALL)
            .of(List.of("x86/7.3"), List.of("imperative"))
            .get(0)
            .contest();
    CampaignPlan plan = CampaignPlan.ofPrograms(1, PROGRAMS, threads).withCheckEvery(0);
    return new Campaign(contest, plan, new CampaignListener() {}).run().coverage();
  }
}
