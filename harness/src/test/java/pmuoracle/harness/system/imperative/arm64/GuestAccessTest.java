package pmuoracle.harness.system.imperative.arm64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static pmuoracle.spec.arm64.Arm64Machine.CYCLE;
import static pmuoracle.spec.arm64.Arm64Models.ARCHITECTURE;
import static pmuoracle.spec.arm64.Arm64Models.DIRECT_V8;
import static pmuoracle.spec.arm64.Arm64Models.V5_10;
import static pmuoracle.spec.arm64.Arm64Models.V6_1;
import static pmuoracle.spec.arm64.Arm64Models.V6_12;
import static pmuoracle.spec.arm64.Arm64Models.V6_8;
import static pmuoracle.spec.arm64.Arm64Models.V7_3;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Pmcr;
import pmuoracle.spec.arm64.Register;
import pmuoracle.spec.arm64.Register.Kind;

/** Faults, widths and masks of guest registers. */
class GuestAccessTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # el3, el2,   nested, mask
          true,  true,  true,   0xfc00ffff
          true,  true,  false,  0xfc00ffff
          true,  false, false,  0xf400ffff
          false, true,  false,  0xc800ffff
          false, false, false,  0xc000ffff
          """)
  void aTypeRegisterKeepsItsWritableBits(boolean el3, boolean el2, boolean nested, String mask) {
    for (int counter : new int[] {0, CYCLE}) {
      Script script = Script.on(Machines.levels(true, el3, el2, nested)).boot().type(counter, -1L);
      Register register = counter == CYCLE ? Register.of(Kind.PMCCFILTR) : Register.type(counter);
      assertEquals(mask, script.read(register).value(V7_3));
    }
  }

  @Test
  void upToSixPointOneATypeRegisterKeepsTheSameBitsWhateverTheGuestHas() {
    for (Arm64Machine machine : List.of(Machines.OLD, Machines.SMALL)) {
      for (int counter : new int[] {0, CYCLE}) {
        Script script = Script.on(machine).boot().type(counter, -1L);
        script.read(counter == CYCLE ? Register.of(Kind.PMCCFILTR) : Register.type(counter));
        for (Arm64Model model : List.of(V5_10, V6_1)) {
          assertEquals("0xc800ffff", script.value(model), model.id());
        }
        String later = machine.vmVersion() == 1 ? "0xfc0003ff" : "0xfc00ffff";
        for (Arm64Model model : List.of(V6_8, V6_12, V7_3)) {
          assertEquals(later, script.value(model), model.id());
        }
      }
    }
  }

  @Test
  void whatUserspaceStoredIsReadMaskedUpToSixPointOneOnly() {
    Script script = Script.on(Machines.OLD).boot().hostWrite(Register.type(0), -1L);
    script.read(Register.type(0));
    assertEquals("0xc800ffff", script.value(V5_10));
    assertEquals("0xc800ffff", script.value(V6_1));
    assertEquals("0xffffffffffffffff", script.value(V6_12));
  }

  @Test
  void sixteenEventBitsAreKeptAndTenDecideWhatCounts() {
    Script script = Script.on(Machines.SMALL).boot().enable(1).type(0, 0x408).retire(8, 1);
    for (Arm64Model model : List.of(V5_10, V6_1)) {
      assertEquals("1", script.cell(model, 0), model.id());
    }
    script.read(Register.type(0));
    for (Arm64Model model : List.of(V5_10, V6_1)) {
      assertEquals("0x408", script.value(model), model.id());
    }
  }

  @Test
  void upToSixPointOneLongOverflowIsKeptToNoEffect() {
    Script script = Script.on(Machines.OLD).boot().type(0, 8).value(0, 0xffff_ffffL).enable(1);
    script.write(Kind.PMCR, Pmcr.E | Pmcr.LP).read(Kind.PMCR);
    assertEquals("0x3081", script.value(V5_10));
    assertEquals("0x3081", script.value(V6_1));
    assertEquals("0x3001", script.value(V6_12));
    script.retire(8, 1).read(Kind.PMOVSSET);
    assertEquals("0x1", script.value(V5_10));
    assertEquals("0x1", script.value(V6_1));
  }

  @Test
  void inSixPointOneLongOverflowDoesNotStopChaining() {
    Script script = Script.on(Machines.OLD).boot().hostWrite(Register.type(1), EventType.CHAIN);
    script.type(0, 8).value(0, 0xffff_ffffL).enable(3).write(Kind.PMCR, Pmcr.E | Pmcr.LP);
    assertEquals("1", script.retire(8, 1).cell(V6_1, 1));
  }

  @Test
  void theEventIsTenBitsOfTheFirstVersion() {
    Script script = Script.on(Machines.versions(6, 1, 1)).boot().enable(1).type(0, 0x408);
    assertEquals("1", script.retire(8, 1).cell(V7_3, 0));
    assertEquals("0x8", script.read(Register.type(0)).value(V7_3));
  }

  @Test
  void theProposedCounterAccessTestHolds() {
    Script script = Script.on(Machines.PLAIN).boot().type(5, 0x8000_0008L).read(Register.type(5));
    assertEquals("fault none, value 0x80000008", script.last(V7_3));
    assertEquals("fault ud, value 0x0", script.read(Register.type(6)).last(V7_3));
    assertEquals("fault ud, value 0x0", script.read(Register.counter(30)).last(V7_3));
    assertEquals("ud", script.value(6, 1).cell(V7_3, 0));
    script.write(Kind.PMCNTENSET, -1L).read(Kind.PMCNTENCLR);
    assertEquals("0x8000003f", script.value(V7_3));
    assertEquals(
        "0x80000000", script.write(Kind.PMCNTENCLR, 0x3f).read(Kind.PMCNTENSET).value(V7_3));
    assertEquals("0x3000", script.read(Kind.PMCR).value(V7_3));
  }

  @Test
  void belowVirtualEl2CountersFromHpmnOnAreOutOfReach() {
    Script script = Script.on(Machines.NESTED).boot().write(Kind.MDCR, 2).enable(0x3f);
    script.value(1, 7).value(2, 7).write(Kind.PMOVSSET, -1L).go(Level.EL1);
    for (var model : List.of(V7_3, ARCHITECTURE, DIRECT_V8)) {
      assertEquals("fault trapped, value 0x0", script.read(Register.type(2)).last(model));
      assertEquals("fault none, value 0x7", script.read(Register.counter(1)).last(model));
      assertEquals("fault ud, value 0x0", script.read(Register.type(6)).last(model));
      boolean shown = model.emulated();
      assertEquals(shown ? "0x3f" : "0x3", script.read(Kind.PMCNTENSET).value(model));
      assertEquals(shown ? "0x8000003f" : "0x80000003", script.read(Kind.PMOVSSET).value(model));
      assertEquals("0x1001", script.read(Kind.PMCR).value(model));
      assertEquals("fault ud, value 0x0", script.read(Kind.MDCR).last(model));
    }
    script.write(Kind.PMCR, 3).go(Level.VEL2);
    assertEquals("0x0", script.readValue(1).value(V7_3));
    assertEquals("0x7", script.readValue(2).value(V7_3));
    assertEquals("0x0", script.write(Kind.PMCR, 3).readValue(2).value(V7_3));
  }

  @ParameterizedTest
  @CsvSource({"1, 0x86", "4, 0x20086", "6, 0x4820086"})
  void mdcrKeepsWhatTheVersionHasAndClampsHpmn(int vm, String kept) {
    Arm64Machine machine =
        new Arm64Machine(
            6,
            false,
            vm,
            6,
            true,
            true,
            true,
            true,
            false,
            Arm64Machine.Irqchip.READY,
            1,
            true,
            0,
            0,
            1);
    Script script = Script.on(machine).boot().read(Kind.MDCR);
    assertEquals("0x6", script.value(V7_3), "reset");
    assertEquals(kept, script.write(Kind.MDCR, -1L).read(Kind.MDCR).value(V7_3));
  }

  @ParameterizedTest
  @CsvSource({"4, 0x3079", "6, 0x30f9"})
  void pmcrKeepsWhatTheVersionHas(int vm, String kept) {
    Script script = Script.on(Machines.versions(6, vm, 1)).boot().write(Kind.PMCR, -1L);
    assertEquals(kept, script.read(Kind.PMCR).value(V7_3));
  }

  @Test
  void aPlainGuestHasNoHypervisorRegistersAndPmceidIsReadOnly() {
    Script script = Script.on(Machines.PLAIN).boot();
    assertEquals("ud", script.write(Kind.HCR, 0).cell(V7_3, 0));
    assertEquals("ud", script.write(Kind.MDCR, 0).cell(V7_3, 0));
    assertEquals("ud", script.write(Kind.PMCEID1, 0).cell(V7_3, 0));
  }

  @Test
  void withoutAPmuEveryRegisterButEl2sIsUndefinedAndNothingAdvances() {
    Script script = Script.on(Machines.withoutPmu()).run();
    assertEquals("ud", script.write(Kind.PMCR, 1).cell(V7_3, 0));
    assertEquals("fault none, value ?", script.read(Kind.MDCR).last(V7_3));
    assertEquals("fault none, value 0x0", script.read(Kind.HCR).last(V7_3));
    assertEquals("0", script.retire(8, 5).cell(DIRECT_V8, 0));
  }

  @Test
  void aGuestStepBeforeTheFirstRunIsUnknownAndDoesNotHappen() {
    Script script = Script.on(Machines.PLAIN).type(0, 9);
    assertEquals("fault ?", script.last(V7_3));
    assertEquals("0x0", script.boot().read(Register.type(0)).value(V7_3));
  }
}
