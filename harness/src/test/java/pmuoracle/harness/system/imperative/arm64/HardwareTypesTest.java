package pmuoracle.harness.system.imperative.arm64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static pmuoracle.spec.arm64.Arm64Machine.CYCLE;
import static pmuoracle.spec.arm64.Arm64Models.DIRECT_V4;
import static pmuoracle.spec.arm64.Arm64Models.DIRECT_V5;
import static pmuoracle.spec.arm64.Arm64Models.DIRECT_V6;
import static pmuoracle.spec.arm64.Arm64Models.DIRECT_V7;
import static pmuoracle.spec.arm64.Arm64Models.DIRECT_V8;
import static pmuoracle.spec.arm64.Arm64Models.REMAP;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Mdcr;
import pmuoracle.spec.arm64.Register;
import pmuoracle.spec.arm64.Register.Kind;

/** What a load writes to hardware, and where the hardware then counts. */
class HardwareTypesTest {
  private static final List<Arm64Model> POSTED =
      List.of(DIRECT_V4, DIRECT_V5, DIRECT_V6, DIRECT_V7, DIRECT_V8);

  private static Script loaded(Arm64Machine machine, boolean denied, long type) {
    Script script = Script.on(machine);
    if (denied) {
      script.deny(8, 1);
    }
    return script.hostWrite(Register.type(0), type).boot().load();
  }

  /** Counts at physical EL1 and at EL0; on a nested machine EL1 is virtual EL2. */
  private static String counts(Arm64Machine machine, boolean denied, long type, Arm64Model model) {
    String physicalEl1 = loaded(machine, denied, type).enable(1).retire(8, 1).cell(model, 0);
    Script el0 = loaded(machine, denied, type).enable(1);
    if (machine.nested()) {
      el0.write(Kind.HCR, 1L << 27).go(Level.EL0);
    } else {
      el0.go(Level.EL0);
    }
    return physicalEl1 + el0.retire(8, 1).cell(model, 0);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # raw,    hyp,   denied, v4,          v5,          v6 and v8,   remap
          00000008, false, false, 00000008 11, 00000008 11, 00000008 11, 00000008 11
          00000008, false, true,  f4000008 11, c0000008 00, c0000008 00, c0000008 00
          30000008, false, true,  f4000008 11, f0000008 11, f0000008 11, c0000008 00
          30000008, true,  true,  f4000008 11, f0000008 11, f0000008 11, c0000008 00
          00000008, true,  false, 00000008 11, 00000008 11, 00000008 11, 80000008 01
          88000008, true,  false, 88000008 01, 80000008 01, 00000008 11, 00000008 11
          a8000008, true,  false, a8000008 11, a0000008 11, 20000008 01, 00000008 11
          """)
  void theHardwareValueIsTheTablesAndCountsWhereTheTableSays(
      String raw, boolean hyp, boolean denied, String v4, String v5, String v6, String remap) {
    Arm64Machine machine = hyp ? Machines.NESTED : Machines.PLAIN;
    long type = Long.parseLong(raw, 16);
    List<String> expected = List.of(v4, v5, v6, v6, v6, remap);
    for (int i = 0; i < expected.size(); i++) {
      Arm64Model model = i < POSTED.size() ? POSTED.get(i) : REMAP;
      String[] cells = expected.get(i).split(" ", 2);
      String written = "0x" + cells[0].replaceFirst("^0+", "");
      assertEquals(written, loaded(machine, denied, type).cell(model, 0), model.id());
      assertEquals(cells[1], counts(machine, denied, type, model), model.id());
    }
  }

  @Test
  void theFifthVersionsCycleFilterIsItsFormula() {
    Script script = Script.on(Machines.PLAIN).deny(0x11, 1);
    script.hostWrite(Register.of(Kind.PMCCFILTR), 0x38000000L).load();
    assertEquals("0xf0000000", script.cell(DIRECT_V5, 6));
    assertEquals("0x0", script.cell(DIRECT_V7, 6), "the seventh writes another register");
    assertEquals("0xc0000000", script.cell(REMAP, 6));
  }

  @Test
  void modelsWithoutHardwareShowNothingAtALoad() {
    Script script = Script.on(Machines.PLAIN).load();
    for (Arm64Model model : List.of(Arm64Models.V7_3, Arm64Models.ARCHITECTURE)) {
      assertEquals("?", script.cell(model, 0), model.id());
    }
  }

  @ParameterizedTest
  @CsvSource({"V4, 10", "V5, 10", "V6, 0", "V7, ?", "V8, 0", "REMAP, 10"})
  void aGuestsTypeWriteReachesHardwareAtOnceOrAtTheNextLoad(String version, String before) {
    Arm64Model model = version.equals("REMAP") ? REMAP : POSTED.get(version.charAt(1) - '4');
    Script script = Script.on(Machines.PLAIN).boot().enable(1).type(0, 8);
    assertEquals(before, script.retire(8, 10).cell(model, 0));
    assertEquals("10", script.load().retire(8, 10).cell(model, 0));
    assertEquals(
        version.equals("V7") ? "?" : before.equals("0") ? "0xa" : "0x14",
        script.readValue(0).value(model));
  }

  @Test
  void theFifthVersionLoadsNothingWithoutFineGrainedTraps() {
    Script script = Script.on(Machines.withoutFineGrainedTraps());
    script.hostWrite(Register.type(0), 8).boot().load();
    assertEquals("0x0", script.cell(DIRECT_V5, 0));
    assertEquals("0x8", script.cell(DIRECT_V6, 0));
    script.type(0, 0x80000008L).load();
    assertEquals("0x80000008", script.cell(DIRECT_V5, 0));
  }

  @Test
  void denyingSoftwareIncrementStopsItOnPostedVersionsOnly() {
    Script script = Script.on(Machines.PLAIN).deny(0, 1).boot().enable(1).type(0, 0).load();
    script.increment(1);
    for (Arm64Model model : List.of(DIRECT_V5, DIRECT_V6, DIRECT_V8)) {
      assertEquals("0", script.cell(model, 0), model.id());
    }
    assertEquals("1", script.cell(DIRECT_V4, 0), "every exclude bit means count");
    assertEquals("1", script.cell(REMAP, 0));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # nsk and nsu on hardware without EL3
          30000008, 11
          f0000008, 00
          00000008, 11
          """)
  void hardwareWithoutEl3ReadsTheNonSecureBitsAsZero(String raw, String expected) {
    Arm64Machine machine = Machines.el3(false, true, false);
    assertEquals(expected, counts(machine, false, Long.parseLong(raw, 16), DIRECT_V8));
  }

  @Test
  void virtualHpmeIsNotReflectedInPostedVersions() {
    Script script = Script.on(Machines.NESTED).boot().write(Kind.MDCR, 0);
    script.type(0, EventType.NSH | 8).enable(1).load().retire(8, 10);
    assertEquals("10", script.cell(DIRECT_V8, 0));
    assertEquals("0", script.cell(REMAP, 0));
    script.write(Kind.PMCR, 0).write(Kind.MDCR, Mdcr.HPME).retire(8, 10);
    assertEquals("0", script.cell(DIRECT_V8, 0));
    assertEquals("10", script.cell(REMAP, 0));
  }

  @Test
  void deniedCountsNowhereWhateverTheBitsWhenBitsAreDerived() {
    for (long bits = 0; bits < 32; bits++) {
      for (boolean hardwareEl3 : new boolean[] {false, true}) {
        Arm64Machine machine = Machines.el3(hardwareEl3, true, true);
        assertEquals("00", counts(machine, true, bits << 27 | 8, REMAP));
      }
    }
  }

  @Test
  void typesReadBackRawMaskedOrUnknown() {
    long raw = 0x1234_5678_ffff_0008L;
    Script script = Script.on(Machines.el3(true, false, false)).deny(8, 1).boot();
    script.type(0, raw).type(CYCLE, raw).read(Register.type(0));
    assertEquals("?", script.value(DIRECT_V4), "its denied write is our reading");
    assertEquals("0x12345678ffff0008", script.value(DIRECT_V5));
    assertEquals("0x12345678ffff0008", script.value(DIRECT_V6));
    assertEquals("?", script.value(DIRECT_V7));
    assertEquals("0xc8000008", script.value(DIRECT_V8));
    assertEquals("0xc8000008", script.value(REMAP));
    assertEquals("0xc8000008", script.read(Register.of(Kind.PMCCFILTR)).value(DIRECT_V4));
  }

  @Test
  void theSeventhVersionsTypeWriteLeavesOpenWhatItsCounterCountsUntilTheNextLoad() {
    Script script = Script.on(Machines.PLAIN).boot().enable(3).type(0, 8).type(1, 9).load();
    script.type(0, 8).retire(9, 10);
    assertEquals("?", script.cell(DIRECT_V7, 0));
    assertEquals("10", script.cell(DIRECT_V7, 1), "another counter's is settled");
    assertEquals("?", script.readValue(0).value(DIRECT_V7));
    assertEquals("0xa", script.readValue(1).value(DIRECT_V7));
    assertEquals("?", script.read(Kind.PMOVSSET).value(DIRECT_V7));
    assertEquals("0", script.increment(2).cell(DIRECT_V7, 1));
    assertEquals("10", script.load().retire(8, 10).cell(DIRECT_V7, 0));
    assertEquals("?", script.readValue(0).value(DIRECT_V7));
  }

  @Test
  void theSeventhVersionsLoadSettlesNoCycleFilter() {
    Script script = Script.on(Machines.PLAIN).boot().enable(1L << CYCLE).type(CYCLE, 0).load();
    assertEquals("?", script.cell(DIRECT_V7, 6));
    assertEquals("?", script.retire(EventType.CPU_CYCLES, 1).cell(DIRECT_V7, 6));
    assertEquals("0", script.cell(DIRECT_V7, 0));
  }
}
