package pmuoracle.harness.system.imperative.x86;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pmuoracle.spec.x86.Emulated;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Models;

class MediatedTest {
  private static final X86Machine INTEL = X86Machine.intel(1, 2).withMediated(true);
  private static final X86Machine AMD =
      new X86Machine(Vendor.AMD, 1, 0, true, 48, false, true, true, 0, 64, 1);

  @Test
  void aFixedCounterWhoseNibbleStaysIsReEvaluatedOnlyOnceTheHoleIsClosed() {
    Script script =
        Script.on(INTEL)
            .filter(FilterRequest.of(FilterRequest.DENY, 0, 1))
            .globalControl(3L << 32)
            .fixedControl(0x03)
            .enter()
            .retire(0xc0, 42);
    assertEquals("gp0 0, fixed0 0, fixed1 0", script.last(X86Models.V7_0));
    script.fixedControl(0x33).enter().retire(0xc0, 42);
    assertEquals("gp0 0, fixed0 42, fixed1 0", script.last(X86Models.V7_0));
    assertEquals("gp0 0, fixed0 0, fixed1 0", script.last(X86Models.V7_3));
    script.retire(0x3c, 42);
    assertEquals("gp0 0, fixed0 0, fixed1 42", script.last(X86Models.V7_0));
    assertEquals("gp0 0, fixed0 0, fixed1 42", script.last(X86Models.V7_3));
  }

  @Test
  void theHoleClosesWhenANewFilterIsPushed() {
    FilterRequest deny = FilterRequest.of(FilterRequest.DENY, 0, 1);
    Script script = Script.on(INTEL).filter(deny).globalControl(3L << 32);
    script.fixedControl(0x03).enter().fixedControl(0x33).filter(deny).enter().retire(0xc0, 42);
    assertEquals("gp0 0, fixed0 0, fixed1 0", script.last(X86Models.V7_0));
  }

  @Test
  void selectorsReachHardwareAtEntryAndGlobalControlAtOnce() {
    Script script = Script.on(INTEL).select(0, 0xc0).retire(0xc0, 1);
    assertEquals("gp0 0, fixed0 0, fixed1 0", script.last(X86Models.V7_3));
    script.enter().retire(0xc0, 2);
    assertEquals("gp0 2, fixed0 0, fixed1 0", script.last(X86Models.V7_3));
    script.select(0, 0xc4).retire(0xc0, 3);
    assertEquals("gp0 3, fixed0 0, fixed1 0", script.last(X86Models.V7_3));
    script.globalControl(0).retire(0xc0, 4);
    assertEquals("gp0 0, fixed0 0, fixed1 0", script.last(X86Models.V7_3));
    script.globalControl(1).retire(0xc0, 5);
    assertEquals("gp0 5, fixed0 0, fixed1 0", script.last(X86Models.V7_3));
    script.enter().retire(0xc0, 6);
    assertEquals("gp0 0, fixed0 0, fixed1 0", script.last(X86Models.V7_3));
  }

  @Test
  void aDeniedSelectorReadsBackAsWrittenAndCountsNothing() {
    Script script = Script.on(INTEL).deny(0xc0).select(0, 0xc0).enter().retire(0xc0, 1);
    assertEquals("gp0 0, fixed0 0, fixed1 0", script.last(X86Models.V7_3));
    script.read(Register.eventSelect(0));
    assertEquals("fault none, value 0x4300c0", script.last(X86Models.V7_3));
    assertEquals(0, script.emulate(Emulated.INSTRUCTION).lastCell(X86Models.V7_3));
  }

  @Test
  void aResetStopsTheHardware() {
    Script script = Script.on(INTEL).select(0, 0xc0).enter().reset().globalControl(1);
    assertEquals("gp0 0, fixed0 0, fixed1 0", script.retire(0xc0, 1).last(X86Models.V7_3));
    assertEquals("gp0 0, fixed0 0, fixed1 0", script.enter().retire(0xc0, 1).last(X86Models.V7_3));
  }

  /** Columns: Host-Only, Guest-Only, SVME, in L2, whether the counter counts. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          false, false, false, false, true
          false, false, true, false, true
          false, false, true, true, true
          true, false, false, false, false
          true, false, true, false, true
          true, false, true, true, false
          false, true, false, false, false
          false, true, true, false, false
          false, true, true, true, true
          true, true, false, false, false
          true, true, true, false, true
          true, true, true, true, true
          """)
  void hostOnlyAndGuestOnlyDecideByMode(
      boolean hostOnly, boolean guestOnly, boolean svme, boolean inL2, boolean counts) {
    long bits = (hostOnly ? EventSelect.HOST_ONLY : 0) | (guestOnly ? EventSelect.GUEST_ONLY : 0);
    for (boolean selectFirst : new boolean[] {true, false}) {
      Script script = Script.on(AMD);
      if (selectFirst) {
        script.select(0, bits | 0xc0).enter();
      }
      script.write(Register.EFER, svme ? Register.SVME : 0);
      if (inL2) {
        script.enterL2();
      }
      if (!selectFirst) {
        script.select(0, bits | 0xc0);
      }
      script.enter().retire(0xc0, 1);
      assertEquals(counts ? 1 : 0, script.lastCell(X86Models.V7_3));
      assertEquals(1, script.lastCell(X86Models.V7_0), "the older generation drops the bits");
      script.emulate(Emulated.INSTRUCTION);
      assertEquals(counts ? 1 : 0, script.lastCell(X86Models.V7_3));
    }
  }

  @Test
  void leavingSvmeLeavesL2() {
    Script script = Script.on(AMD).select(0, EventSelect.HOST_ONLY | 0xc0);
    script.write(Register.EFER, Register.SVME).enterL2().write(Register.EFER, 0);
    assertEquals("fault ud", script.enterL2().last(X86Models.V7_3));
    script.write(Register.EFER, Register.SVME).enter().retire(0xc0, 1);
    assertEquals(1, script.lastCell(X86Models.V7_3));
  }
}
