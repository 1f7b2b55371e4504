package pmuoracle.harness.system.imperative.arm64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static pmuoracle.spec.arm64.Arm64Models.V5_10;
import static pmuoracle.spec.arm64.Arm64Models.V6_1;
import static pmuoracle.spec.arm64.Arm64Models.V6_12;
import static pmuoracle.spec.arm64.Arm64Models.V6_8;
import static pmuoracle.spec.arm64.Arm64Models.V7_3;

import java.util.List;
import org.junit.jupiter.api.Test;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Pmcr;
import pmuoracle.spec.arm64.Register;
import pmuoracle.spec.arm64.Register.Kind;

/**
 * Which writes of PMCNTEN and PMCR create a counter's perf event anew, told by an event that
 * userspace stored behind its back.
 */
class EnablingTest {
  private static final List<Arm64Model> MIDDLE = List.of(V6_1, V6_8, V6_12);

  /** Counter 0 counts event 8, and its type register has been made to say 9. */
  private static Script stale() {
    return Script.on(Machines.OLD).boot().enable(1).type(0, 8).hostWrite(Register.type(0), 9);
  }

  private static void assertCounts(String eight, String nine, Script script, Arm64Model model) {
    assertEquals(eight, script.retire(8, 1).cell(model, 0), model.id() + ", event 8");
    assertEquals(nine, script.retire(9, 1).cell(model, 0), model.id() + ", event 9");
  }

  @Test
  void untilAWriteEveryGenerationCountsTheOldEvent() {
    assertCounts("1", "0", stale(), V5_10);
    assertCounts("1", "0", stale(), V6_1);
    assertCounts("1", "0", stale(), V7_3);
  }

  @Test
  void onlyTheFirstReleaseRecreatesAtAnEnable() {
    Script script = stale().write(Kind.PMCNTENSET, 1);
    assertCounts("0", "1", script, V5_10);
    assertCounts("1", "0", script, V6_1);
    assertCounts("1", "0", script, V6_12);
    assertCounts("1", "0", script, V7_3);
  }

  @Test
  void enablingAnotherCounterRecreatesNothing() {
    assertCounts("1", "0", stale().write(Kind.PMCNTENSET, 2), V5_10);
    assertCounts("1", "0", stale().write(Kind.PMCNTENCLR, 2), V5_10);
  }

  @Test
  void aDisabledCounterCountsNothing() {
    Script script = stale().write(Kind.PMCNTENCLR, 1);
    assertCounts("0", "0", script, V5_10);
    assertCounts("0", "0", script, V6_1);
    assertCounts("0", "0", script, V7_3);
    script.write(Kind.PMCNTENSET, 1);
    assertCounts("0", "1", script, V5_10);
    assertCounts("1", "0", script, V6_1);
    assertCounts("1", "0", script, V7_3);
  }

  @Test
  void onlyTheFirstReleaseRecreatesAtAWriteOfPmcr() {
    Script again = stale().write(Kind.PMCR, Pmcr.E);
    assertCounts("0", "1", again, V5_10);
    assertCounts("1", "0", again, V6_1);
    Script toggled = stale().write(Kind.PMCR, 0);
    assertCounts("0", "0", toggled, V5_10);
    assertCounts("0", "0", toggled, V6_1);
    toggled.write(Kind.PMCR, Pmcr.E);
    assertCounts("0", "1", toggled, V5_10);
    assertCounts("1", "0", toggled, V6_1);
    assertCounts("1", "0", toggled, V7_3);
  }

  @Test
  void anEnableWhilePmcrIsOffWaitsForTheWriteThatTurnsItOn() {
    Script script = Script.on(Machines.OLD).boot().type(0, 8).hostWrite(Register.type(0), 9);
    script.write(Kind.PMCNTENSET, 1);
    assertCounts("0", "0", script, V5_10);
    script.write(Kind.PMCR, Pmcr.E);
    assertCounts("0", "1", script, V5_10);
    assertCounts("1", "0", script, V6_1);
  }

  @Test
  void upToSixPointTwelveEveryWriteOfPmcrGivesACounterWithoutAPerfEventOne() {
    Script script = Script.on(Machines.OLD).boot().write(Kind.PMCNTENSET, 1);
    script.write(Kind.PMCR, Pmcr.E).hostWrite(Register.type(0), 9).write(Kind.PMCR, Pmcr.E);
    assertCounts("0", "1", script, V5_10);
    for (Arm64Model model : MIDDLE) {
      assertCounts("0", "1", script, model);
    }
    assertCounts("0", "0", script, V7_3);
  }

  @Test
  void aCounterThatIsNotEnabledGetsNoneThatRuns() {
    Script script = Script.on(Machines.OLD).boot().hostWrite(Register.type(0), 9);
    script.write(Kind.PMCR, Pmcr.E).write(Kind.PMCR, Pmcr.E);
    assertCounts("0", "0", script, V5_10);
    assertCounts("0", "0", script, V6_1);
  }

  @Test
  void inTheFirstReleaseALaterFilterTakesEffectAtTheNextEnable() {
    Script script = Script.on(Machines.versions(4, 4, 2)).boot().enable(1).type(0, 8);
    script.cpu(1).deny(8, 1).cpu(0);
    assertEquals("1", script.retire(8, 1).cell(V5_10, 0));
    assertEquals("0", script.write(Kind.PMCNTENSET, 1).retire(8, 1).cell(V5_10, 0));
    assertEquals("0x1", script.readValue(0).value(V5_10));
  }
}
