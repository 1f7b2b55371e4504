package pmuoracle.oracle.arm64;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Machine.Irqchip;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.Register.Kind;

/** What PMCEID shows, and what a machine without a PMU does. */
final class Arm64AdvertisedTest {
  private static Arm64Machine machine(int host, int vm, boolean strict, long ceid) {
    return new Arm64Machine(
        host, false, vm, 1, true, true, false, true, strict, Irqchip.READY, 1, true, ceid, ceid, 1);
  }

  /** Host version, VM version, calls, hardware's PMCEID to PMCEID0 and PMCEID1 of v7.3. */
  @ParameterizedTest
  @CsvSource({
    "6, 6, '',      ffffffffffffffff, ffffffffffffffff, ffffffff1fffffff",
    "6, 6, '',      0,                40000001,         0",
    "6, 6, 1e+1D,   ffffffffffffffff, ffffffffbfffffff, ffffffff1fffffff",
    "6, 6, 0+1D,    0,                40000000,         0",
    "6, 6, 4021+1D, ffffffffffffffff, ffffffffffffffff, fffffffd1fffffff",
    "6, 1, '',      ffffffffffffffff, ffffffffffffffff, ffffffff1fffffff",
    "6, 1, 5+0D,    ffffffffffffffff, ffffffff,         1fffffff",
    "1, 1, 5+0A,    ffffffffffffffff, 0,                0",
    "6, 4, 8+1A,    ffffffffffffffff, 100,              0",
  })
  void pmceidShowsWhatHardwareHasAndTheFilterAllows(
      int host, int vm, String calls, String ceid, String first, String second) {
    Programs program =
        Programs.on(machine(host, vm, false, Long.parseUnsignedLong(ceid, 16)))
            .filters(calls)
            .start()
            .read(Kind.PMCEID0)
            .read(Kind.PMCEID1);
    assertEquals(first + " " + second, program.cells(Arm64Models.V7_3, "read", 1));
  }

  @Test
  void aStrictMachineKeepsStallSlots() {
    assertEquals(
        "0 ffffffffffffffff",
        Programs.on(machine(6, 6, true, -1))
            .then(new Arm64Step.SelectPmu(0, 0))
            .start()
            .read(Kind.PMCEID1)
            .last(Arm64Models.V7_3));
  }

  /** The first generation reads beyond its bitmap of 1,024 events, if there is one. */
  @ParameterizedTest
  @CsvSource({
    "1, '',   0 ffffffffffffffff",
    "1, 8+1A, 0 ?",
    "4, 8+1A, 0 100",
  })
  void theFirstGenerationsUpperHalvesAreUnknownUnderASmallFilter(
      int version, String calls, String cells) {
    assertEquals(
        cells,
        Programs.on(machine(version, version, false, -1))
            .filters(calls)
            .start()
            .read(Kind.PMCEID0)
            .last(Arm64Models.V5_10));
  }

  @Test
  void pmceidIsReadOnly() {
    assertEquals(
        "2",
        Programs.on(machine(6, 6, false, -1))
            .start()
            .write(Kind.PMCEID0, 1)
            .last(Arm64Models.V7_3));
  }

  @Test
  void withoutAPmuCallsFailAccessesAreUndefinedAndNothingCounts() {
    Arm64Machine without =
        new Arm64Machine(
            6, false, 6, 1, true, true, true, false, false, Irqchip.READY, 1, true, -1, -1, 1);
    for (Arm64Model model : Arm64Models.ALL) {
      if (model.refusal(without).isPresent()) {
        continue;
      }
      Programs program =
          Programs.on(without)
              .filter(8, 1, 1)
              .start()
              .type(0, 8)
              .write(Kind.PMCNTENSET, 1)
              .write(Kind.MDCR, 1)
              .write(Kind.HCR, 0)
              .increment(1)
              .retire(8, 5);
      assertEquals("13", program.cells(model, "set-filter", 0), model::id);
      assertEquals("13", program.cells(model, "init", 0), model::id);
      assertEquals("0", program.cells(model, "run", 0), model::id);
      // MDCR_EL2 is not the PMU's but EL2's.
      assertEquals("2 2 0 0", program.cells(model, "write", 0), model::id);
      assertEquals("0", program.cells(model, "sw-incr", 0), model::id);
      assertEquals("0", program.cells(model, "retire", 0), model::id);
    }
  }
}
