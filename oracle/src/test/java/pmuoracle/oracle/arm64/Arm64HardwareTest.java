package pmuoracle.oracle.arm64;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Machine.Irqchip;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.arm64.Hcr;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Register.Kind;

/** Hardware type registers after a load, and where they count: the tables of the documents. */
final class Arm64HardwareTest {
  /** Raw type, hyp context, denied; then v4, v5, v6, v8, remap: register, counts at EL1 and EL0. */
  @ParameterizedTest
  @CsvSource({
    "00000008, 0, 0, 00000008 11, 00000008 11, 00000008 11, 00000008 11, 00000008 11",
    "00000008, 0, 1, f4000008 11, c0000008 00, c0000008 00, c0000008 00, c0000008 00",
    "30000008, 0, 1, f4000008 11, f0000008 11, f0000008 11, f0000008 11, c0000008 00",
    "30000008, 1, 1, f4000008 11, f0000008 11, f0000008 11, f0000008 11, c0000008 00",
    "00000008, 1, 0, 00000008 11, 00000008 11, 00000008 11, 00000008 11, 80000008 01",
    "88000008, 1, 0, 88000008 01, 80000008 01, 00000008 11, 00000008 11, 00000008 11",
    "a8000008, 1, 0, a8000008 11, a0000008 11, 20000008 01, 20000008 01, 00000008 11",
  })
  void aLoadWrites(
      String raw, int hyp, int denied, String v4, String v5, String v6, String v8, String remap) {
    long type = Long.parseLong(raw, 16);
    assertEquals(v4, loaded(Arm64Models.DIRECT_V4, type, hyp != 0, denied != 0));
    assertEquals(v5, loaded(Arm64Models.DIRECT_V5, type, hyp != 0, denied != 0));
    assertEquals(v6, loaded(Arm64Models.DIRECT_V6, type, hyp != 0, denied != 0));
    assertEquals(v8, loaded(Arm64Models.DIRECT_V8, type, hyp != 0, denied != 0));
    assertEquals(remap, loaded(Arm64Models.REMAP, type, hyp != 0, denied != 0));
  }

  private static String loaded(Arm64Model model, long type, boolean hyp, boolean denied) {
    Programs program = Programs.on(Arm64Machine.plain(true));
    program
        .filters(denied ? "8+1D" : "")
        .start()
        .type(1, type)
        .write(Kind.PMCNTENSET, 2)
        .write(Kind.PMCR, 1);
    if (hyp) {
      // To EL0 within hyp context, so that both levels are seen under one load.
      program.write(Kind.HCR, Hcr.E2H | Hcr.TGE);
    } else {
      program.go(Level.EL1);
    }
    program.load().retire(8, 1).go(Level.EL0).retire(8, 1);
    long written = Long.parseLong(program.cells(model, "load", 1), 16);
    return "%08x ".formatted(written) + program.cells(model, "retire", 1).replace(" ", "");
  }

  /** The cycle counter's filter register under version 5. */
  @ParameterizedTest
  @CsvSource({"11+1D, c0000000", "12+1D, 0", "11+1A, 0", "12+1A, c0000000"})
  void theCycleCountersFilterIsOf0x11(String calls, String written) {
    Programs program =
        Programs.on(Arm64Machine.plain(true))
            .filters(calls)
            .start()
            .write(Kind.PMCCFILTR, 0x08000000)
            .load();
    assertEquals(written, program.cells(Arm64Models.DIRECT_V5, "load", 6));
    // A load leaves it as the write did, and what that did is not settled.
    assertEquals("?", program.cells(Arm64Models.DIRECT_V7, "load", 6));
  }

  /** Hardware without EL3 under a guest that sees it: NSK is not looked at. */
  @ParameterizedTest
  @CsvSource({"true, 1", "false, 0"})
  void nonSecureBitsNeedEl3InHardware(boolean el3, String counts) {
    Arm64Machine machine =
        new Arm64Machine(
            6, false, 6, 6, el3, true, false, true, false, Irqchip.READY, 1, true, -1, -1, 1);
    assertEquals(
        counts,
        Programs.on(machine)
            .start()
            .type(0, 0xa0000008L)
            .write(Kind.PMCNTENSET, 1)
            .write(Kind.PMCR, 1)
            .retire(8, 1)
            .cells(Arm64Models.DIRECT_V5, "retire", 0));
  }

  @ParameterizedTest
  @CsvSource({
    "arm64/direct-v4, 5 5 0",
    "arm64/direct-v5, 5 5 0",
    "arm64/direct-v6, 0 5 5",
    "arm64/direct-v7, ? 5 ?",
    "arm64/direct-v8, 0 5 5",
    "arm64/remap,     5 5 0",
  })
  void aTypeWriteReachesHardwareAtOnceOrAtTheNextLoad(String id, String counts) {
    assertEquals(
        counts,
        Programs.on(Arm64Machine.plain(false))
            .start()
            .write(Kind.PMCNTENSET, 1)
            .write(Kind.PMCR, 1)
            .type(0, 0x08)
            .retire(8, 5)
            .load()
            .retire(8, 5)
            .type(0, 0x09)
            .retire(8, 5)
            .cells(Programs.model(id), "retire", 0));
  }

  @Test
  void withoutFineGrainedTrapsVersionFiveLoadsNothing() {
    Arm64Machine machine =
        new Arm64Machine(
            6, false, 6, 2, true, true, false, true, false, Irqchip.READY, 1, false, -1, -1, 1);
    Programs program = Programs.on(machine).start().type(0, 8).load();
    assertEquals("8 0 0", program.last(Arm64Models.DIRECT_V5));
    assertEquals("8 0 0", program.last(Arm64Models.DIRECT_V6));
    Programs stored =
        Programs.on(machine)
            .start()
            .then(
                new pmuoracle.spec.arm64.Arm64Step.HostWrite(
                    0, pmuoracle.spec.arm64.Register.type(1), 9))
            .load();
    assertEquals("0 0 0", stored.last(Arm64Models.DIRECT_V5));
    assertEquals("0 9 0", stored.last(Arm64Models.DIRECT_V6));
  }

  @Test
  void emulatedCountersHaveNoHardwareToShow() {
    assertEquals(
        "? ? ? ? ? ? ?",
        Programs.on(Arm64Machine.plain(false)).start().load().last(Arm64Models.V7_3));
  }

  /** Denied software increments: emulated ones do not mind, hardware's stop. */
  @Test
  void onlyCountersTheGuestOwnsHeedTheFilterForSoftwareIncrements() {
    Programs program =
        Programs.on(Arm64Machine.plain(false))
            .filters("0+1D")
            .start()
            .type(0, 0)
            .write(Kind.PMCNTENSET, 1)
            .write(Kind.PMCR, 1)
            .load()
            .increment(1);
    assertEquals("1", program.cells(Arm64Models.V7_3, "sw-incr", 0));
    assertEquals("1", program.cells(Arm64Models.ARCHITECTURE, "sw-incr", 0));
    assertEquals("1", program.cells(Arm64Models.REMAP, "sw-incr", 0));
    assertEquals("0", program.cells(Arm64Models.DIRECT_V5, "sw-incr", 0));
    assertEquals("0", program.cells(Arm64Models.DIRECT_V8, "sw-incr", 0));
  }
}
