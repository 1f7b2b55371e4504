package pmuoracle.oracle.arm64;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.arm64.Hcr;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Mdcr;
import pmuoracle.spec.arm64.Register.Kind;

/**
 * The programs that tell the emulated PMU with nesting from the architecture, confirmed on an
 * unmodified Linux 7.3.4; event 8, counter 1 unless said.
 */
final class Arm64CounterexamplesTest {
  private static final long HPMN2 = 2;

  private static Programs nested() {
    return Programs.on(Arm64Machine.plain(true)).start();
  }

  private static void differ(Programs program, int place, String emulated, String architecture) {
    assertEquals(emulated, program.cells(Arm64Models.V7_3, "retire", place));
    for (Arm64Model model : new Arm64Model[] {Arm64Models.ARCHITECTURE, Arm64Models.REMAP}) {
      assertEquals(architecture, program.cells(model, "retire", place), model::id);
    }
  }

  /** C1. */
  @Test
  void aChangeOfHpmdIsNotSeen() {
    differ(
        nested()
            .type(1, 0x88000008L)
            .write(Kind.PMCR, 1)
            .write(Kind.PMCNTENSET, 2)
            .write(Kind.MDCR, Mdcr.HPMD | 6)
            .retire(8, 5),
        1,
        "5",
        "0");
  }

  /** C1, the persistent variant. */
  @Test
  void aCounterProgrammedUnderHpmdIsLostToL2() {
    differ(
        nested()
            .write(Kind.MDCR, Mdcr.HPMD | 6)
            .type(1, 0x08000008L)
            .write(Kind.PMCR, 1)
            .write(Kind.PMCNTENSET, 2)
            .go(Level.EL1)
            .retire(8, 1)
            .go(Level.VEL2)
            .write(Kind.MDCR, 6)
            .go(Level.EL1)
            .retire(8, 1),
        1,
        "1 0",
        "1 1");
  }

  /** C2, both ways. */
  @ParameterizedTest
  @CsvSource({"00000008, 0, 5", "88000008, 5, 0"})
  void whatIsEnabledElsewhereKeepsItsExclusions(String type, String emulated, String right) {
    differ(
        nested()
            .type(1, Long.parseLong(type, 16))
            .go(Level.EL1)
            .write(Kind.PMCNTENSET, 2)
            .write(Kind.PMCR, 1)
            .retire(8, 5),
        1,
        emulated,
        right);
  }

  /** C3, and its mirror. */
  @ParameterizedTest
  @CsvSource({"1, 0, 5, 0", "0, 80, 0, 5"})
  void aChangeOfHpmnIsNotSeen(String pmcr, String hpme, String emulated, String right) {
    long enable = Long.parseLong(hpme, 16);
    differ(
        nested()
            .write(Kind.MDCR, enable | 6)
            .write(Kind.PMCR, Long.parseLong(pmcr, 16))
            .type(1, 0x88000008L)
            .write(Kind.PMCNTENSET, 2)
            .write(Kind.MDCR, enable | 1)
            .retire(8, 5),
        1,
        emulated,
        right);
  }

  /** C4. */
  @ParameterizedTest
  @CsvSource({"20000, 0, 0, 5", "800000, 0, 5, 0", "20000, 20, 0, 0", "0, 0, 5, 5"})
  void theCycleCounterHeedsHpmdAloneAndNeverHccd(
      String mdcr, String pmcr, String emulated, String right) {
    differ(
        nested()
            .write(Kind.MDCR, Long.parseLong(mdcr, 16) | 6)
            .write(Kind.PMCR, Long.parseLong(pmcr, 16) | 1)
            .write(Kind.PMCCFILTR, 0x88000000L)
            .write(Kind.PMCNTENSET, 0x80000000L)
            .retire(0x11, 5),
        6,
        emulated,
        right);
  }

  /** C5: the counter of the guest hypervisor loses its enable bit and goes on. */
  @Test
  void aReloadBelowEl2ClearsTheEnablesItCannotSee() {
    Programs program =
        nested()
            .write(Kind.MDCR, Mdcr.HPME | 1)
            .type(1, 0x00000008L)
            .write(Kind.PMCNTENSET, 2)
            .go(Level.EL1)
            .write(Kind.PMCR, 1)
            .retire(8, 5)
            .go(Level.VEL2)
            .read(Kind.PMCNTENSET);
    differ(program, 1, "5", "5");
    assertEquals("0 0", program.last(Arm64Models.V7_3));
    assertEquals("0 2", program.last(Arm64Models.ARCHITECTURE));
  }

  /** C6: PMCR.E, HPME, HPMN, level bits to what one software increment adds to counter 1. */
  @ParameterizedTest
  @CsvSource({
    "1, 0,  6, c0000000, 1, 0",
    "0, 80, 1, 08000000, 0, 1",
    "1, 0,  1, 08000000, 1, 0",
    "1, 80, 1, 08000000, 1, 1",
  })
  void softwareIncrementsHeedNeitherLevelsNorHpme(
      String pmcr, String hpme, int hpmn, String type, String emulated, String right) {
    Programs program =
        nested()
            .write(Kind.MDCR, Long.parseLong(hpme, 16) | hpmn)
            .write(Kind.PMCR, Long.parseLong(pmcr, 16))
            .type(1, Long.parseLong(type, 16))
            .write(Kind.PMCNTENSET, 2)
            .increment(2);
    assertEquals(emulated, program.cells(Arm64Models.V7_3, "sw-incr", 1));
    assertEquals(right, program.cells(Arm64Models.ARCHITECTURE, "sw-incr", 1));
    assertEquals(right, program.cells(Arm64Models.REMAP, "sw-incr", 1));
  }

  /** C7: the denied event counts at EL1 and EL0 though every model wrote P and U. */
  @ParameterizedTest
  @CsvSource({
    "arm64/7.3, 0 0",
    "arm64/architecture, 0 0",
    "arm64/remap, 0 0",
    "arm64/direct-v4, 5 5",
    "arm64/direct-v5, 5 5",
    "arm64/direct-v6, 5 5",
    "arm64/direct-v8, 5 5",
  })
  void aGuestThatSetsTheNonSecureBitsCountsWhatIsDenied(String id, String counts) {
    assertEquals(
        counts,
        Programs.on(Arm64Machine.plain(false))
            .filter(8, 1, Programs.DENY)
            .start()
            .type(1, 0x30000008L)
            .write(Kind.PMCNTENSET, 2)
            .write(Kind.PMCR, 1)
            .load()
            .retire(8, 5)
            .go(Level.EL0)
            .retire(8, 5)
            .cells(Programs.model(id), "retire", 1));
  }

  /** C8: EL1 only, at virtual EL2. */
  @Test
  void versionsFiveToEightOvercountAtVirtualEl2() {
    Programs program =
        nested()
            .type(1, 0x00000008L)
            .write(Kind.PMCNTENSET, 2)
            .write(Kind.PMCR, 1)
            .load()
            .retire(8, 5);
    differ(program, 1, "0", "0");
    assertEquals("5", program.cells(Arm64Models.DIRECT_V5, "retire", 1));
    assertEquals("5", program.cells(Arm64Models.DIRECT_V6, "retire", 1));
    assertEquals("5", program.cells(Arm64Models.DIRECT_V8, "retire", 1));
  }

  @Test
  void goingToEl1WithTgeIsIllegalAndChangesNothing() {
    Programs program = nested().write(Kind.HCR, Hcr.TGE | Hcr.E2H).go(Level.EL1).read(Kind.HCR);
    assertEquals("2", program.cells(Arm64Models.V7_3, "go", 0));
    assertEquals("0 408000000", program.last(Arm64Models.V7_3));
  }

  @Test
  void belowVirtualEl2OtherCountersTrapAndHypRegistersAreUndefined() {
    Programs program =
        nested()
            .write(Kind.MDCR, HPMN2)
            .write(Kind.PMCNTENSET, 0x8000003fL)
            .go(Level.EL1)
            .type(1, 0)
            .type(2, 0)
            .type(6, 0)
            .write(Kind.MDCR, 0)
            .write(Kind.HCR, 0)
            .read(Kind.PMCNTENCLR)
            .read(Kind.PMCR);
    assertEquals("0 0 0 3 2 2 2", program.cells(Arm64Models.V7_3, "write", 0));
    assertEquals("8000003f 1000", program.cells(Arm64Models.V7_3, "read", 1));
    assertEquals("80000003 1000", program.cells(Arm64Models.ARCHITECTURE, "read", 1));
  }
}
