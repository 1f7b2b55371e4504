package pmuoracle.harness.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.harness.match.Matches;
import pmuoracle.oracle.arm64.Arm64Oracle;
import pmuoracle.oracle.x86.X86Oracle;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.arm64.Arm64Forms;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.Mdcr;
import pmuoracle.spec.arm64.Register;
import pmuoracle.spec.arm64.Register.Kind;
import pmuoracle.spec.x86.X86Forms;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Models;
import pmuoracle.spec.x86.X86Step;

/** What a survey tells findings apart by. */
class RegisterChangesTest {
  private static Set<String> changes(Arm64Step... steps) {
    List<Step> all = new ArrayList<>();
    all.add(new Arm64Step.Init(0, true));
    all.add(new Arm64Step.Run(0));
    all.addAll(List.of(steps));
    GuestProgram program = new GuestProgram(Arm64Machine.plain(true), all);
    return new RegisterChanges(Arm64Forms.ALL, new Arm64Oracle(Arm64Models.ARCHITECTURE))
        .of(program, all.size());
  }

  private static Arm64Step mdcr(long value) {
    return new Arm64Step.Write(0, Register.of(Kind.MDCR), value);
  }

  private static Arm64Step type(int counter, long value) {
    return new Arm64Step.Write(0, Register.type(counter), value);
  }

  /** HPMN is at first as large as there are counters. */
  @Test
  void aBitThatIsSetIsNoBitThatIsClearedNorAnotherField() {
    long hpmn = Arm64Machine.plain(true).counters();
    Set<String> set = changes(mdcr(Mdcr.HPMD | hpmn));
    Set<String> cleared = changes(mdcr(Mdcr.HPMD | hpmn), mdcr(hpmn));
    Set<String> lowered = changes(mdcr(0));
    Set<String> raised = changes(mdcr(0), mdcr(hpmn));
    assertEquals(4, new HashSet<>(List.of(set, cleared, lowered, raised)).size());
    assertTrue(cleared.containsAll(set));
    assertTrue(raised.containsAll(lowered));
  }

  @Test
  void whoWritesAndWhichCounterDoesNotMatter() {
    Set<String> guest = changes(type(0, 8));
    assertEquals(guest, changes(type(2, 9)));
    assertEquals(guest, changes(new Arm64Step.HostWrite(0, Register.type(0), 8)));
    Arm64Step first = new Arm64Step.Write(0, Register.of(Kind.PMCNTENSET), 1);
    Arm64Step third = new Arm64Step.Write(0, Register.of(Kind.PMCNTENSET), 4);
    assertEquals(changes(first), changes(third));
    assertEquals(1, changes(first).size());
  }

  @Test
  void x86HasItsRegistersToo() {
    GuestProgram program =
        new GuestProgram(
            X86Machine.intel(2, 3),
            List.of(
                new X86Step.Write(
                    0, pmuoracle.spec.x86.Register.GLOBAL_CONTROL, 1L << 33 | 1L << 34),
                new X86Step.Enter(0)));
    RegisterChanges changes = new RegisterChanges(X86Forms.ALL, new X86Oracle(X86Models.V6_3));
    assertEquals(Set.of(), changes.of(program, 0));
    assertEquals(1, changes.of(program, 2).size());
  }

  /** The one used to hide the other, because both write the same registers in the same order. */
  @Test
  @SuppressWarnings("EnumOrdinal")
  void aSurveyReportsBothDirections() {
    Contest contest =
        new Matches(Bias.USUAL, ArchitectureKits.ALL)
            .of(List.of("arm64/architecture"), List.of("model:arm64/7.3"))
            .get(0)
            .contest();
    Set<Set<String>> changes = new HashSet<>();
    Survey.Result result = new Survey(contest, CampaignPlan.ofPrograms(1, 10_000, 2)).run();
    RegisterChanges reader =
        new RegisterChanges(Arm64Forms.ALL, new Arm64Oracle(Arm64Models.ARCHITECTURE));
    for (Finding finding : result.findings()) {
      changes.add(reader.of(finding.shrunk().program(), finding.shrunk().step()));
    }
    String mdcr = "register " + Kind.MDCR.ordinal();
    assertTrue(changes.stream().anyMatch(c -> isChanged(c, mdcr + " up", mdcr + " down")));
    assertTrue(changes.stream().anyMatch(c -> isChanged(c, mdcr + " down", mdcr + " up")));
  }

  private static boolean isChanged(Set<String> changes, String so, String notSo) {
    return changes.stream().anyMatch(change -> change.startsWith(so))
        && changes.stream().noneMatch(change -> change.startsWith(notSo));
  }
}
