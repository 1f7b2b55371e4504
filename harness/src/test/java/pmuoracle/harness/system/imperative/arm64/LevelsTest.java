package pmuoracle.harness.system.imperative.arm64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static pmuoracle.spec.arm64.Arm64Machine.CYCLE;
import static pmuoracle.spec.arm64.Arm64Models.ARCHITECTURE;
import static pmuoracle.spec.arm64.Arm64Models.REMAP;
import static pmuoracle.spec.arm64.Arm64Models.V5_10;
import static pmuoracle.spec.arm64.Arm64Models.V6_1;
import static pmuoracle.spec.arm64.Arm64Models.V6_12;
import static pmuoracle.spec.arm64.Arm64Models.V6_8;
import static pmuoracle.spec.arm64.Arm64Models.V7_3;
import static pmuoracle.spec.arm64.EventType.NSH;
import static pmuoracle.spec.arm64.EventType.NSK;
import static pmuoracle.spec.arm64.EventType.NSU;
import static pmuoracle.spec.arm64.EventType.P;
import static pmuoracle.spec.arm64.EventType.U;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.Hcr;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Mdcr;
import pmuoracle.spec.arm64.Pmcr;
import pmuoracle.spec.arm64.Register;
import pmuoracle.spec.arm64.Register.Kind;

/** Where counters count: the exception-level bits, hyp context, and when either is looked at. */
class LevelsTest {
  private static long bits(String names) {
    long bits = 8;
    for (String name : names.equals("-") ? new String[0] : names.split(" ")) {
      bits |=
          switch (name) {
            case "P" -> P;
            case "U" -> U;
            case "NSK" -> NSK;
            case "NSU" -> NSU;
            case "NSH" -> NSH;
            default -> throw new IllegalArgumentException(name);
          };
    }
    return bits;
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # bits,      el1 and el0 by P and U, by all four
          -,           11, 11
          P,           01, 01
          U,           10, 10
          P NSK,       01, 11
          NSK,         11, 01
          U NSU,       10, 11
          NSU,         11, 10
          P U NSK NSU, 00, 11
          """)
  void sinceSixPointSevenTheNonSecureBitsDecideToo(String names, String two, String four) {
    Script script = Script.on(Machines.OLD).boot().enable(1).type(0, bits(names)).retire(8, 1);
    Script user =
        Script.on(Machines.OLD).boot().enable(1).type(0, bits(names)).go(Level.EL0).retire(8, 1);
    for (Arm64Model model : List.of(V5_10, V6_1)) {
      assertEquals(two, script.cell(model, 0) + user.cell(model, 0), model.id());
    }
    for (Arm64Model model : List.of(V6_8, V6_12, V7_3, ARCHITECTURE, REMAP)) {
      assertEquals(four, script.cell(model, 0) + user.cell(model, 0), model.id());
    }
  }

  @Test
  void aGuestWithoutEl3HasNoNonSecureBits() {
    Script script = Script.on(Machines.el3(true, false, false)).boot().enable(1);
    assertEquals("1", script.type(0, NSK | 8).retire(8, 1).cell(V7_3, 0));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # bits,     mdcr,  at vEL2, at L2 EL1, at EL0 with TGE, at L2 EL0
          -,          6,       0, 1, 1, 1
          NSH,        6,       1, 1, 1, 1
          P NSH,      6,       1, 0, 1, 1
          P,          6,       0, 0, 1, 1
          P NSK,      6,       0, 1, 1, 1
          NSK NSH,    6,       1, 0, 1, 1
          U NSH,      6,       1, 1, 0, 0
          U NSU,      6,       0, 1, 1, 1
          NSH,        0x20006, 0, 1, 1, 1
          NSH,        0x20080, 1, ?, ?, ?
          """)
  void inHypContextNshDecides(
      String names, String mdcr, String hyp, String el1, String host, String el0) {
    for (Arm64Model model : List.of(V7_3, ARCHITECTURE, REMAP)) {
      Script script = Script.on(Machines.NESTED).boot().write(Kind.MDCR, Long.decode(mdcr));
      script.enable(1).type(0, bits(names)).retire(8, 1);
      assertEquals(hyp, script.cell(model, 0), model.id());
      if (!el1.equals("?")) {
        assertEquals(el1, script.go(Level.EL1).retire(8, 1).cell(model, 0), model.id());
        assertEquals(el0, script.go(Level.EL0).retire(8, 1).cell(model, 0), model.id());
        script.go(Level.VEL2).write(Kind.HCR, Hcr.TGE).go(Level.EL0).retire(8, 1);
        assertEquals(host, script.cell(model, 0), model.id());
      }
    }
  }

  @Test
  void goingToEl1WithTgeIsIllegal() {
    Script script = Script.on(Machines.NESTED).boot().write(Kind.HCR, Hcr.TGE);
    assertEquals("ud", script.go(Level.EL1).cell(V7_3, 0));
    assertEquals("none", script.write(Kind.HCR, 0).cell(V7_3, 0), "still at virtual EL2");
    assertEquals("ud", script.go(Level.EL0).write(Kind.HCR, 0).cell(V7_3, 0));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # mdcr,            dp,    emulated, architecture
          0x6,               false, 1, 1
          0x20006,           false, 0, 1
          0x20006,           true,  0, 0
          0x800006,          false, 1, 0
          0x0,               true,  1, 1
          """)
  void theCycleCounterAtVirtualEl2(String mdcr, boolean dp, String emulated, String architecture) {
    Script script = Script.on(Machines.NESTED).boot().write(Kind.MDCR, Long.decode(mdcr));
    script.write(Kind.PMCR, Pmcr.E | (dp ? Pmcr.DP : 0)).write(Kind.PMCNTENSET, 1L << CYCLE);
    script.type(CYCLE, NSH).retire(EventType.CPU_CYCLES, 1);
    assertEquals(emulated, script.cell(V7_3, 6));
    assertEquals(architecture, script.cell(ARCHITECTURE, 6));
    assertEquals(architecture, script.cell(REMAP, 6));
  }

  @Test
  void aChangeOfHpmdReachesAnEmulatedCounterOnlyWhenItIsBackedAnew() {
    Script script = Script.on(Machines.NESTED).boot().enable(1).type(0, NSH | 8);
    script.write(Kind.MDCR, Mdcr.HPMD | 6).retire(8, 1);
    assertEquals("1", script.cell(V7_3, 0));
    assertEquals("0", script.cell(ARCHITECTURE, 0));
    assertEquals("1", script.write(Kind.PMCNTENSET, 1).retire(8, 1).cell(V7_3, 0));
    assertEquals("0", script.value(0, 5).retire(8, 1).cell(V7_3, 0));
  }

  @Test
  void aTransitionBacksOnlyWhatEl1AndEl2RuleDifferently() {
    Script script = Script.on(Machines.NESTED).boot().write(Kind.MDCR, Mdcr.HPMD | 6);
    script.enable(1).type(0, P | NSH | 8).write(Kind.MDCR, 6).go(Level.EL1).go(Level.VEL2);
    assertEquals("1", script.retire(8, 1).cell(V7_3, 0));
  }

  @Test
  void hpmeEnablesTheUpperCountersOfBothKinds() {
    Script script = Script.on(Machines.NESTED).boot().write(Kind.MDCR, 2).enable(0b100);
    script.type(2, NSH | 8).retire(8, 1);
    assertEquals("0", script.cell(V7_3, 2));
    script.write(Kind.PMCR, 0).write(Kind.MDCR, Mdcr.HPME | 2).retire(8, 1);
    for (Arm64Model model : List.of(V7_3, ARCHITECTURE, REMAP)) {
      assertEquals("1", script.cell(model, 2), model.id());
    }
  }

  @Test
  void aReloadBelowVirtualEl2ClearsEnablesOfCountersThatGoOnCounting() {
    Script script = Script.on(Machines.NESTED).boot().write(Kind.MDCR, Mdcr.HPME | 2);
    script.enable(0b100).type(2, NSH | 8).go(Level.EL1);
    script.write(Kind.PMCR, 0).go(Level.VEL2).read(Kind.PMCNTENSET);
    assertEquals("0x0", script.value(V7_3));
    assertEquals("0x4", script.value(ARCHITECTURE));
    assertEquals("1", script.retire(8, 1).cell(V7_3, 2));
  }

  @Test
  void whatUserspaceStoresWaitsForTheCounterToBeBacked() {
    Script script = Script.on(Machines.PLAIN).boot().enable(1).type(0, 8);
    script.hostWrite(Register.type(0), 9).retire(9, 1);
    assertEquals("0", script.cell(V7_3, 0));
    assertEquals("1", script.cell(ARCHITECTURE, 0));
    assertEquals("1", script.value(0, 0).retire(9, 1).cell(V7_3, 0));
  }
}
